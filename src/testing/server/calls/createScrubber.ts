const longestText = 1500

/** Removes everything that gives access from a text, and shortens it. */
export type Scrubber = (text: string) => string

/** @param secrets texts that must not be printed, such as the credentials of the owners */
export function createScrubber(secrets: readonly string[]): Scrubber {
  const known = secrets.filter((secret) => secret.length > 3)
  return (text) => {
    const withoutSecrets = known.reduce((rest, secret) => rest.replaceAll(secret, '…'), text)
    const scrubbed = withoutSecrets
      .replaceAll(/(https?:\/\/[^\s"?\\]+)\?[^\s"\\]*/g, '$1?…')
      .replaceAll(/((?:signature|credential|security-token|policy)=)[^\s"&\\]+/gi, '$1…')
      .replaceAll(/\["((?:x-amz-|x-goog-)?(?:policy|signature|credential|security-token))","[^"]*"\]/gi, '["$1","…"]')
    return scrubbed.length > longestText
      ? `${scrubbed.slice(0, longestText)}… (${scrubbed.length} characters)`
      : scrubbed
  }
}
