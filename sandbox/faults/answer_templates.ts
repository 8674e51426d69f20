/** What a template of a body can show of the answer that was due. */
export interface TemplateValues {
  /** The sessions that it lists, each in JSON. */
  readonly sessions: readonly string[];
  /** What the endpoint calls the list of them. */
  readonly listName: string;
  /** How many sessions the answer that was due has. */
  readonly due: number;
}

/**
 * Bodies that come with status 200 and are errors all the same. A list of sessions beside the error
 * is empty: what was found until then is lost.
 */
export const ERROR_BODIES = [
  '{"code":13,"message":"internal: query timed out","details":[]}',
  '{"$LIST":null,"error":"internal error"}',
  '{"error":{"code":500,"message":"backend unavailable"},"$LIST":[]}',
  '{"status":"error","errors":["timeout"],"$LIST":[]}',
  '{"success":false,"data":[]}',
  '{"ok":false,"reason":"upstream timed out"}',
  '{"status":"failed","$LIST":[]}',
  '{"message":"Endpoint request timed out"}',
  '{"fault":{"faultstring":"Execution of the policy failed","detail":{"errorcode":"timeout"}}}',
  '{"errorCode":"E-5002","errorMessage":"shard is not available","$LIST":[]}',
  '{"$LIST":null}',
] as const;

/** Bodies that list a part of the sessions, and say that there is more. */
export const MORE_BODIES = [
  '{"$LIST":$SESSIONS,"partial":true,"errors":[{"message":"shard 3 timed out"}]}',
  '{"$LIST":$SESSIONS,"total":$TOTAL,"has_more":true}',
  '{"$LIST":$SESSIONS,"truncated":true}',
  '{"$LIST":$SESSIONS,"next":"https://api.example/sessions?cursor=abc"}',
  '{"$LIST":$SESSIONS,"next_page_token":"abc"}',
  '{"$LIST":$SESSIONS,"warnings":["results were cut off at the memory limit"]}',
  '{"$LIST":$SESSIONS,"meta":{"pagination":{"page":1,"total_pages":2}}}',
  '{"$LIST":$SESSIONS,"total_count":$TOTAL}',
  '{"$LIST":$SESSIONS,"paging":{"hasMore":true}}',
  '{"$LIST":$SESSIONS,"is_complete":false}',
] as const;

/** Bodies that list all sessions, with members that say so: no reason to doubt them. */
export const WHOLE_BODIES = [
  '{"$LIST":$SESSIONS,"total":$COUNT,"has_more":false}',
  '{"$LIST":$SESSIONS,"status":"ok","errors":[],"warnings":[]}',
  '{"$LIST":$SESSIONS,"success":true,"error":null}',
  '{"$LIST":$SESSIONS,"partial":false,"truncated":false,"next":null}',
  '{"$LIST":$SESSIONS,"meta":{"pagination":{"page":1,"total_pages":1}},"next_page_token":""}',
  '{"$LIST":$SESSIONS,"ok":true,"count":$COUNT,"took_ms":12}',
] as const;

/**
 * Fills a template of a body: `$SESSIONS` is the list of sessions, `$LIST` its name, `$COUNT` its
 * length, and `$TOTAL` a number that is larger.
 */
export function filledTemplate(
  template: string,
  { sessions, listName, due }: TemplateValues,
): string {
  const values: Record<string, string> = {
    $LIST: listName,
    $SESSIONS: `[${sessions.join(",")}]`,
    $COUNT: String(sessions.length),
    $TOTAL: String(Math.max(due, sessions.length + 1)),
  };
  return template.replace(/\$(SESSIONS|LIST|COUNT|TOTAL)/g, (name) => values[name]!);
}
