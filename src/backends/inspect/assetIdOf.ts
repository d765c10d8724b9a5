import type { Metadata } from '../../contract/json.js'

/** The asset that an upload belongs to: its own metadata comes first. */
export function assetIdOf({ assetId }: Metadata, fallback: string | undefined): string | undefined {
  return typeof assetId === 'string' && assetId !== '' ? assetId : fallback
}
