import { matchesAccept, parseAccept } from '../../../../shared/accept/accept.js'

/** What the accepted files are called: 'image' and 'video' if there is nothing else among them. */
export type AcceptedKind = 'image' | 'video' | 'file'

const onlyKinds = [
  ['image', /^(image\/|\.(avif|gif|hei[cf]|jpe?g|png|webp)$)/],
  ['video', /^(video\/|\.(mov|mp4|webm)$)/],
] as const

/** Returns the one kind of all accepted files, or 'file'. */
export function kindOfAccept(accept = ''): AcceptedKind {
  const rules = parseAccept(accept)
  const found = rules.length > 0 && onlyKinds.find(([, pattern]) => rules.every((rule) => pattern.test(rule)))
  return found ? found[0] : 'file'
}

/**
 * Returns the `accept` list for a camera, or null if neither photos nor videos are accepted. Android opens the camera
 * only if the list has nothing but pictures, or nothing but videos.
 */
export function cameraAccept(accept = ''): 'image/*' | 'video/*' | null {
  if (matchesAccept(accept, { name: 'photo.jpg', type: 'image/jpeg' })) return 'image/*'
  return matchesAccept(accept, { name: 'video.mp4', type: 'video/mp4' }) ? 'video/*' : null
}
