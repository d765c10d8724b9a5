import type { Restrictions } from 'coatcheck/core'

const params = new URLSearchParams(location.search)
const number = (name: string): number | undefined => (params.has(name) ? Number(params.get(name)) : undefined)

/** `?accept=image/*&maxFiles=2&maxSizeBytes=1000` */
export const sceneRestrictions: Restrictions = Object.fromEntries(
  Object.entries({
    accept: params.get('accept') ?? undefined,
    maxFiles: number('maxFiles'),
    maxSizeBytes: number('maxSizeBytes'),
  }).filter(([, value]) => value !== undefined),
)
