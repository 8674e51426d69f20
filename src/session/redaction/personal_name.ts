import { readPlainly } from "./plain_reading.ts";

const list = (text: string) => text.trim().split(/\s+/);

/** Words that make a name one of a person, of a device of theirs, of an address or of a secret. */
const PERSONAL = new Set(list(`
  viewer subscriber customer user member account household profile person visitor employee identity
  login logon nick nickname screenname uname usr surname forename email mail phone telephone tel
  msisdn mobile cell cellphone fax sms whatsapp acct hhid
  benutzer nutzer kunde kunden abonnent vorname nachname anschrift adresse telefon handy usuario
  cliente abonado correo telefono utilisateur abonne courriel
  ip ipv4 ipv6 mac ssid bssid imei imsi iccid meid serial udid duid uid idfa idfv gaid aaid oaid adid
  rida tifa maid ifa hwid ecid mcid fingerprint smartcard iban
  passwort kennwort contrasena motdepasse password passwd passphrase passcode pwd pw pin otp
  secret token jwt bearer auth authorization
  credential credentials cookie apikey jsessionid phpsessid
  address addr street zip postal postcode plz postleitzahl xff
  geohash latlong latitude longitude lat lon lng gps geolocation
  coordinates birth birthday birthdate dob gender sex ssn passport
`));

/** Words that do so only side by side. */
const PERSONAL_PAIRS = new Set([
  ..."first last full family given middle display screen real maiden legal contact owner".split(" ")
    .map((word) => `${word} name`),
  ...("device hardware advertising advertiser ad adv advert vendor android apple google facebook fb " +
    "amazon twitter gigya mixpanel amplitude cognito keycloak cloud distinct external crm federated " +
    "persistent anonymous anon party consumer install installation machine box stb browser cust " +
    "loyalty membership social tax national").split(" ")
    .map((word) => `${word} id`),
  ..."no nr number ref uuid guid".split(" ").map((word) => `cust ${word}`),
  ..."card no|cc number|smart card|driver license|device uuid|device guid|vendor identifier|advertising identifier|pass word"
    .split("|"),
  ...("api access private secret signing license encryption session aws client").split(" ")
    .map((word) => `${word} key`),
  ..."post code|card number|credit card|social security|forwarded for|geo hash|geo point".split(
    "|",
  ),
]);

/** Words that names of persons are put together with, also without anything between. */
const BESIDE_PERSONAL = new Set(list(`
  id ids no nr num number nummer name code key hash hashed ref identifier guid uuid digest value of
  the my our current main primary home work private billing shipping remote client source peer real public
  external internal app first last full family given middle display access refresh session api id
  advertising device hardware android vendor forwarded for date e line x set www proxy
`));

/** Last words that turn a name into one of a property, such as the type of an account. */
const PROPERTIES = new Set(list(`
  type tier status state kind class category count counts version model brand manufacturer os agent
  flag level enabled supported family result method mode size length duration provider language lang
  locale format plan package segment cohort currency country error errors reason verified app network
  interface consent required
`));

/** First words of what is asked and answered with yes or no. */
const QUESTIONS = new Set(["is", "has", "can", "was"]);

/** Words before `profile` that make it one of an encoding. */
const TECHNICAL_PROFILE =
  /(^| )(encoding|encoder|video|audio|codec|abr|bitrate|buffer|h264|avc|hevc|player|playback|drm) profile( |$)/;

/** Asked for with these, so they stay; see the redactor. */
const IDS = new Set(["client id", "session id", "clientid", "sessionid"]);

/** Whether a field, a tag or a parameter of this name identifies a viewer or is a secret. */
export function isPersonalName(name: string): boolean {
  const words = wordsOf(name);
  if (IDS.has(words.join(" "))) return false;
  const last = words.at(-1);
  if (last === undefined || PROPERTIES.has(last) || QUESTIONS.has(words[0]!)) return false;
  if (/(^| )mac os( |$)/.test(words.join(" "))) return false;
  if (TECHNICAL_PROFILE.test(words.join(" "))) return false;
  return words.length === 1 && last === "age" || words.some(isPersonalWord) || hasPair(words);
}

/**
 * Whether words that stand in front of a value in a text are such a name, and nothing else: `user id`
 * is, `user found` is not.
 */
export function isPersonalPhrase(phrase: string): boolean {
  return isPersonalName(phrase) &&
    wordsOf(phrase).every((word) => isPersonalWord(word) || BESIDE_PERSONAL.has(word));
}

/**
 * The words of a name in lower case, those that stand together without a sign between them apart:
 * `c3.viewerId`, `customerid`, `E-Mail`.
 */
function wordsOf(name: string): string[] {
  return readPlainly(name)
    .normalize("NFD").replace(/\p{M}+/gu, "")
    .replace(/IPv([46])/g, " ipv$1 ")
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .flatMap((word) => partsOf(word) ?? [word]);
}

function isPersonalWord(word: string): boolean {
  return singulars(word).some((one) => PERSONAL.has(one));
}

function hasPair(words: readonly string[]): boolean {
  return words.some((word, at) => at > 0 && PERSONAL_PAIRS.has(`${words[at - 1]} ${word}`));
}

/** The word, and what it may be the plural or the numbered form of. */
function singulars(word: string): string[] {
  const unnumbered = word.replace(/\d+$/, "");
  return [word, unnumbered, unnumbered.replace(/s$/, ""), unnumbered.replace(/es$/, "")];
}

/** No word of a person is longer; a name may be. */
const MAX_LENGTH_SPLIT = 40;

/** The known words that a word without signs between them is made of, if it is made of such alone. */
function partsOf(word: string): string[] | undefined {
  if (isKnown(word)) return [word];
  if (word.length > MAX_LENGTH_SPLIT) return undefined;
  const splits: (string[] | undefined)[] = [[]];
  for (let end = 1; end <= word.length; end++) {
    // The longest last word first, since short ones are parts of others.
    for (let start = 0; start < end && !splits[end]; start++) {
      const before = splits[start];
      const last = word.slice(start, end);
      // One letter is no word within another one.
      if (before && last.length > 1 && isKnown(last)) splits[end] = [...before, last];
    }
  }
  return splits[word.length];
}

function isKnown(word: string): boolean {
  return isPersonalWord(word) || BESIDE_PERSONAL.has(word);
}
