import type { S3Store } from '../../../server/storage/S3Store.js'

/** Whether browsers get another host than the server itself uses. The bucket may stand in front of its name. */
export function isApart(store: S3Store | null, signedUrl: string): boolean {
  if (!store) return false
  const [own, given] = [new URL(store.place.endpoint), new URL(signedUrl)]
  return own.protocol !== given.protocol || !`.${given.host}`.endsWith(`.${own.host}`)
}
