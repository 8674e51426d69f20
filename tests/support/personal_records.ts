import fc from "fast-check";
import { CONTENT } from "../../gen/endpoints.ts";

/** Something personal, and the part of it that must not be found anywhere. */
export interface Personal {
  readonly value: string;
  readonly needle: string;
}

const octet = fc.integer({ min: 11, max: 254 });
const group = fc.integer({ min: 0x1001, max: 0xfffe }).map((group) => group.toString(16));
const hexPair = fc.integer({ min: 16, max: 255 }).map((byte) => byte.toString(16));
const secret = fc.stringMatching(/^[a-z]{4}[0-9][a-z]{4}$/);

/** Values that are recognized by themselves, wherever they stand. */
export const RECOGNIZED: fc.Arbitrary<Personal> = fc.oneof(
  fc.tuple(octet, octet, octet, octet).map((octets) => of(octets.join("."))),
  fc.tuple(octet, octet, octet, octet).map((octets) => of(octets.join("."), ":443")),
  fc.tuple(group, group, group).map((groups) => of(`2001:db8:${groups.join(":")}::1`)),
  fc.tuple(group, group, group).map((groups) =>
    of(`FE80::${groups.join(":").toUpperCase()}`, "%eth0")
  ),
  fc.array(group, { minLength: 8, maxLength: 8 }).map((groups) => ({
    value: `[${groups.join(":")}]:8080`,
    needle: groups.join(":"),
  })),
  fc.tuple(octet, octet, octet, octet).map((octets) => of(`::ffff:${octets.join(".")}`)),
  fc.array(hexPair, { minLength: 6, maxLength: 6 }).map((pairs) => of(pairs.join(":"))),
  secret.map((name) => ({ value: `${name}@example.com`, needle: name })),
  secret.map((name) => ({ value: `${name}%40example.com`, needle: name })),
  secret.map((name) => ({ value: `https://cdn.example/a?uid=${name}&x=1#y`, needle: name })),
  secret.map((name) => ({ value: `rtmp://jo:${name}@live.example/app`, needle: name })),
  secret.map((name) => ({ value: `//cdn.example/a#${name}`, needle: name })),
  secret.map((name) => ({
    value: `https%3A%2F%2Fcdn.example%2Fa%3Ftoken%3D${name}`,
    needle: name,
  })),
  secret.map((name) => ({ value: `Bearer ${name}`, needle: name })),
  secret.map((name) => ({ value: `session_token: ${name}`, needle: name })),
  secret.map((name) => ({ value: `{"password":"${name}"}`, needle: name })),
  secret.map((name) => ({ value: `eyJhbGciOiJIUzI1NiJ9.${name}.sig`, needle: name })),
  fc.integer({ min: 1_000_000, max: 9_999_999 }).map((number) => ({
    value: `+49 171 ${number}`,
    needle: String(number),
  })),
);

/** Values that only their name gives away, and whatever else they stand in then. */
export const NAMED: fc.Arbitrary<Personal> = secret.map((value) => ({ value, needle: value }));

/** Names of viewers, devices, addresses and secrets, as they are spelled. */
export const PERSONAL_NAMES = [
  "customerid",
  "accountId",
  "subscriber-id",
  "viewerid",
  "c3.viewer.id",
  "user",
  "USER_NAME",
  "userName2",
  "phone",
  "telephone",
  "idfa",
  "gaid",
  "macAddress",
  "passwd",
  "session_token",
  "e%2Dmail",
  "emailAddress",
  "First Name",
  "client.ip",
  "dateOfBirth",
  "deviceId",
  "clientIPv4",
  "post_code",
  "psn_account",
  "True-Client-IP",
] as const;

/** Puts a personal value somewhere into a record. */
type Put = (record: Record<string, unknown>, personal: Personal) => void;

const around = fc.constantFrom(
  (text: string) => text,
  (text: string) => `Failed for ${text}, giving up`,
  (text: string) => `<${text}>`,
  (text: string) => `'${text}'; code=5`,
);

const TEXT_FIELDS = CONTENT.fields.filter(({ path, type }) =>
  (type === "string" || type === "strings") && !/_id$|version/.test(path)
);

/** Where anything recognized may stand. */
export const ANYWHERE: fc.Arbitrary<Put> = fc.oneof(
  fc.tuple(fc.constantFrom(...TEXT_FIELDS), around).map(
    ([{ path, type }, wrap]): Put => (record, { value }) =>
      put(record, path, type === "strings" ? ["E-1", wrap(value)] : wrap(value)),
  ),
  around.map((wrap): Put => (record, { value }) => put(record, "custom_tags.note", wrap(value))),
  around.map((wrap): Put => (record, { value }) => put(record, "required_tags.c3.x", wrap(value))),
  around.map((wrap): Put => (record, { value }) => put(record, "own_field", wrap(value))),
  around.map((wrap): Put => (record, { value }) =>
    put(record, "own", { list: [{ deep: [wrap(value)] }] })
  ),
  around.map((wrap): Put => (record, { value }) => put(record, `custom_tags.${wrap(value)}`, "x")),
);

/** Where a value that has a name stands under it. */
export const UNDER_ITS_NAME: fc.Arbitrary<Put> = fc.constantFrom(...PERSONAL_NAMES).chain((name) =>
  fc.constantFrom<Put>(
    (record, { value }) => put(record, "viewer_id", value),
    (record, { value }) => put(record, `custom_tags.${name}`, value),
    (record, { value }) => record[name] = value,
    (record, { value }) => put(record, "own", { [name]: { of: [value, { it: value }] } }),
    (record, { value }) => put(record, "own", [{ name, value }]),
    (record, { value }) => put(record, "video_start_failure_errors", [`${name}=${value}`]),
  )
);

function of(address: string, after = ""): Personal {
  return { value: address + after, needle: address };
}

function put(record: Record<string, unknown>, path: string, value: unknown): void {
  const [group, ...rest] = path.split(".");
  const name = rest.join(".");
  if (rest.length === 0) record[group!] = value;
  else record[group!] = { ...record[group!] as object, [name]: value };
}
