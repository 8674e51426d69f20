/** A certificate of localhost and 127.0.0.1 that nobody has signed, good for a century. */
const CERTIFICATE =
  "MIIBmDCCAT6gAwIBAgIUMmDAaBK51tPV7D4FtQajBycy8CwwCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJbG9jYWxob3" +
  "N0MCAXDTI2MTEyNTEyNTM1NVoYDzIxMjYxMTAxMTI1MzU1WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjO" +
  "PQIBBggqhkjOPQMBBwNCAAR227RV/MjeI5LtiQ7AjTKt04qvjPR9sfU7xJy6nV9EOP1N+afLRLX2dTOaWLXjeFaXGs" +
  "hsjFlhFDcNN+UWnZNvo2wwajAdBgNVHQ4EFgQUawTvjRfQxKbV6mUYolqgVY6jvAcwHwYDVR0jBBgwFoAUawTvjRfQ" +
  "xKbV6mUYolqgVY6jvAcwGgYDVR0RBBMwEYIJbG9jYWxob3N0hwR/AAABMAwGA1UdEwEB/wQCMAAwCgYIKoZIzj0EAw" +
  "IDSAAwRQIhAML0j8H8d8xVgwlqJAbmmJYbEyvl+e5FG2tPYuq/UHnKAiB0F5iVSjQ20Y+2vq43XTgEIzCnljPoG+hq" +
  "idBxiciUBw==";

/** Its key. It protects nothing. */
const KEY =
  "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgh7hjxv9Dx/gyl3NVaO6gp8fkRla3grw6xkMUGs1CpQ" +
  "KhRANCAAR227RV/MjeI5LtiQ7AjTKt04qvjPR9sfU7xJy6nV9EOP1N+afLRLX2dTOaWLXjeFaXGshsjFlhFDcNN+UW" +
  "nZNv";

/** What `Deno.serve` needs to serve HTTPS that no client trusts. */
export const SELF_SIGNED = { cert: pem("CERTIFICATE", CERTIFICATE), key: pem("PRIVATE KEY", KEY) };

function pem(label: string, base64: string): string {
  return `-----BEGIN ${label}-----\n${base64}\n-----END ${label}-----\n`;
}
