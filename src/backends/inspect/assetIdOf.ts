import type { Metadata } from '../../contract/json.js'

/** Returns the asset that an upload belongs to. Its metadata takes precedence over the backend's option. */
export function assetIdOf({ assetId }: Metadata, fallback: string | undefined): string | undefined {
  return typeof assetId === 'string' && assetId !== '' ? assetId : fallback
}
