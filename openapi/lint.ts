import { Validator } from "@seriousme/openapi-schema-validator";
import { parse } from "yaml";

const spec = new URL("conviva-sessions-v3.yaml", import.meta.url);
const validator = new Validator();
const { valid, errors } = await validator.validate(parse(await Deno.readTextFile(spec)));
if (!valid) {
  console.error("The spec is not valid OpenAPI:", errors);
  Deno.exit(1);
}
console.error(`The spec is valid OpenAPI ${validator.version}`);
