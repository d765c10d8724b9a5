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
  const { width, height } = image
  const refuse = (
    code: RejectionReason['code'],
    limit: number | undefined,
    isBeyond: (limit: number) => boolean,
  ): void => {
    if (limit !== undefined && isBeyond(limit)) reasons.push({ code, limit })
  }
  refuse('too-many-pixels', maxPixels, (limit) => width * height > limit)
  refuse('too-narrow', minWidth, (limit) => width < limit)
  refuse('too-low', minHeight, (limit) => height < limit)
  return reasons
}

/** The error of an upload whose file is not allowed by the restrictions or by the backend's own limits. */
export function toRefusal(reasons: readonly RejectionReason[]): PlainError | null {
  return reasons.length > 0 ? new PlainError('file-restricted', 'is-restricted', { reasons }) : null
}
