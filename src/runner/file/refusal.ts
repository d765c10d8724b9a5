import { PlainError } from '../../errors/PlainError.js'
import type { Inspection } from '../../contract/ports/inspector.js'
import type { RejectionReason, Restrictions } from '../../contract/restrictions.js'
import type { LazyCode } from '../lazy/LazyCode.js'
import { fitsAccept } from '../../shared/accept/fitsAccept.js'

/**
 * What only the bytes tell: such a file fails, for good. Nearly every file is allowed, so the code for the reasons is loaded
 * only if one is not.
 */
export async function reasonsAfterInspection(
  file: { readonly name: string; readonly type: string },
  inspection: Inspection,
  restrictions: Restrictions,
  loadRareCode: LazyCode['loadRareCode'],
): Promise<readonly RejectionReason[]> {
  const { accept, maxPixels = Infinity, minWidth = 0, minHeight = 0 } = restrictions
  const { image, sniffedType } = inspection
  const isAllowed =
    (!accept || fitsAccept(accept, file, sniffedType)) &&
    (!image || (image.width * image.height <= maxPixels && image.width >= minWidth && image.height >= minHeight))
  return isAllowed ? [] : (await loadRareCode()).reasonsAgainst(file, inspection, restrictions)
}

/** The error of an upload whose file is not allowed by the restrictions or by the backend's own limits. */
export function toRefusal(reasons: readonly RejectionReason[]): PlainError | null {
  return reasons.length > 0 ? new PlainError('file-restricted', 'is-restricted', { reasons }) : null
}
