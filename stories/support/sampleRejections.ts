import type { Rejection } from '../../src/contract/restrictions.ts'

const reject = (id: string, name: string, reasons: Rejection['reasons']): Rejection => ({
  id,
  file: new File(['x'], name),
  reasons,
})

/** Rejected files, each for another reason. */
export const sampleRejections: readonly Rejection[] = [
  reject('r1', 'holiday.mov', [{ code: 'file-too-large', limit: 10_000_000 }]),
  reject('r2', 'notes.txt', [{ code: 'type-not-accepted', limit: 'image/*' }]),
]
