import { PlainError } from '../../errors/PlainError.js'
import type { Inspection } from '../../contract/ports/inspector.js'
import type { RejectionReason, Restrictions } from '../../contract/restrictions.js'
import type { LazyCode } from '../lazy/LazyCode.js'
import { fitsAccept } from './fitsAccept.js'

/** What only the bytes tell: such a file fails, for good. */
export async function reasonsAfterInspection(
  file: { readonly name: string; readonly type: string },
  inspection: Inspection,
  restrictions: Restrictions,
  loadRareCode: LazyCode['loadRareCode'],
): Promise<readonly RejectionReason[]> {
  const { accept, maxPixels, minWidth, minHeight } = restrictions
  const { image, isRatioOnly, sniffedType } = inspection
  const reasons: RejectionReason[] = []
  if (accept && !fitsAccept(accept, file, sniffedType)) {
    const { contradictsAccept } = await loadRareCode()
    if (contradictsAccept(accept, file, sniffedType)) reasons.push({ code: 'type-not-accepted', limit: accept })
  }
  if (!image || isRatioOnly) return reasons
  if (maxPixels !== undefined && image.width * image.height > maxPixels) {
    reasons.push({ code: 'too-many-pixels', limit: maxPixels })
  }
  if (minWidth !== undefined && image.width < minWidth) reasons.push({ code: 'too-narrow', limit: minWidth })
  if (minHeight !== undefined && image.height < minHeight) reasons.push({ code: 'too-low', limit: minHeight })
  return reasons
}

/** The error of an upload whose file is not allowed by the restrictions or by the backend's own limits. */
export function toRefusal(reasons: readonly RejectionReason[]): PlainError | null {
  return reasons.length > 0 ? new PlainError('file-restricted', 'is-restricted', { reasons }) : null
}
