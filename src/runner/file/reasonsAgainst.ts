import type { Inspection } from '../../contract/ports/inspector.js'
import type { RejectionReason, Restrictions } from '../../contract/restrictions.js'
import { contradictsAccept } from '../../shared/accept/contradictsAccept.js'

/** Why a file is not allowed after all, now that its bytes have been read. */
export function reasonsAgainst(
  file: { readonly name: string; readonly type: string },
  { image, isRatioOnly, sniffedType }: Inspection,
  { accept, maxPixels, minWidth, minHeight }: Restrictions,
): readonly RejectionReason[] {
  const reasons: RejectionReason[] = []
  if (accept && contradictsAccept(accept, file, sniffedType)) reasons.push({ code: 'type-not-accepted', limit: accept })
  if (!image || isRatioOnly) return reasons
  if (maxPixels !== undefined && image.width * image.height > maxPixels) {
    reasons.push({ code: 'too-many-pixels', limit: maxPixels })
  }
  if (minWidth !== undefined && image.width < minWidth) reasons.push({ code: 'too-narrow', limit: minWidth })
  if (minHeight !== undefined && image.height < minHeight) reasons.push({ code: 'too-low', limit: minHeight })
  return reasons
}
