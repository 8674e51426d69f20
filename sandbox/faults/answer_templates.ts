/** What a template of a body can show of the answer that was due. */
export interface TemplateValues {
  /** The sessions that it lists, each in JSON. */
  readonly sessions: readonly string[];
  /** How many sessions the answer that was due has. */
  readonly due: number;
}

/**
 * Bodies that come with status 200 and are errors all the same. A list of sessions beside the error
 * is empty: what was found until then is lost.
 */
export const ERROR_BODIES = [
  '{"code":13,"message":"internal: query timed out","details":[]}',
  '{"sessions":null,"error":"internal error"}',
  '{"error":{"code":500,"message":"backend unavailable"},"sessions":[]}',
  '{"status":"error","errors":["timeout"],"sessions":[]}',
  '{"success":false,"data":[]}',
  '{"ok":false,"reason":"upstream timed out"}',
  '{"status":"failed","sessions":[]}',
  '{"message":"Endpoint request timed out"}',
  '{"fault":{"faultstring":"Execution of the policy failed","detail":{"errorcode":"timeout"}}}',
  '{"errorCode":"E-5002","errorMessage":"shard is not available","sessions":[]}',
  '{"sessions":null}',
] as const;

/** Bodies that list a part of the sessions, and say that there is more. */
export const MORE_BODIES = [
  '{"sessions":$SESSIONS,"partial":true,"errors":[{"message":"shard 3 timed out"}]}',
  '{"sessions":$SESSIONS,"total":$TOTAL,"has_more":true}',
  '{"sessions":$SESSIONS,"truncated":true}',
  '{"sessions":$SESSIONS,"next":"https://api.example/sessions?cursor=abc"}',
  '{"sessions":$SESSIONS,"next_page_token":"abc"}',
  '{"sessions":$SESSIONS,"warnings":["results were cut off at the memory limit"]}',
  '{"sessions":$SESSIONS,"meta":{"pagination":{"page":1,"total_pages":2}}}',
  '{"sessions":$SESSIONS,"total_count":$TOTAL}',
  '{"sessions":$SESSIONS,"paging":{"hasMore":true}}',
  '{"sessions":$SESSIONS,"is_complete":false}',
] as const;

/** Bodies that list all sessions, with members that say so: no reason to doubt them. */
export const WHOLE_BODIES = [
  '{"sessions":$SESSIONS,"total":$COUNT,"has_more":false}',
  '{"sessions":$SESSIONS,"status":"ok","errors":[],"warnings":[]}',
  '{"sessions":$SESSIONS,"success":true,"error":null}',
  '{"sessions":$SESSIONS,"partial":false,"truncated":false,"next":null}',
  '{"sessions":$SESSIONS,"meta":{"pagination":{"page":1,"total_pages":1}},"next_page_token":""}',
  '{"sessions":$SESSIONS,"ok":true,"count":$COUNT,"took_ms":12}',
] as const;

/**
 * Fills a template of a body: `$SESSIONS` is the list of sessions, `$COUNT` its length, and
 * `$TOTAL` a number that is larger.
 */
export function filledTemplate(template: string, { sessions, due }: TemplateValues): string {
  const values: Record<string, string> = {
    $SESSIONS: `[${sessions.join(",")}]`,
    $COUNT: String(sessions.length),
    $TOTAL: String(Math.max(due, sessions.length + 1)),
  };
  return template.replace(/\$(SESSIONS|COUNT|TOTAL)/g, (name) => values[name]!);
}
