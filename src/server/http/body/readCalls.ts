import type { SentUpload } from '../../uploads/confirm/confirmUploads.js'
import type { SentPart, WantedPart } from '../../uploads/parts/partCalls.js'
import { mostParts } from '../../uploads/parts/partPlan.js'
import { longestAlt } from '../../uploads/storableJson.js'
import { isGiven, readFields, readInteger, readList, readText } from './fields.js'
import { readAnnounced, readDigest, readName } from './readFile.js'

const mostMembers = 100

/** The members of a call for several files. @throws {Refusal} */
export function readMembers(body: unknown, name: string): readonly unknown[] {
  return readList(readFields(body, 'The body'), name, mostMembers)
}

/** undefined if it is left out. @throws {Refusal} */
export function readProfileName(body: unknown): string | undefined {
  const fields = readFields(body, 'The body')
  return isGiven(fields['profile']) ? readText(fields, 'profile', { min: 1, max: 255 }) : undefined
}

/** @throws {Refusal} */
export function readReference(body: unknown): string {
  return readText(readFields(body, 'The body'), 'reference', { min: 1, max: 255 })
}

/** @throws {Refusal} */
export function readSentUpload(member: unknown): SentUpload {
  const fields = readFields(member, 'An upload')
  const receipt = isGiven(fields['receipt']) ? readFields(fields['receipt'], '`receipt`') : {}
  return {
    reference: readReference(fields),
    file: readAnnounced(fields['request']),
    etag: isGiven(receipt['etag']) ? readText(receipt, 'etag', { min: 1, max: 255 }) : null,
  }
}

/** @throws {Refusal} */
export function readWantedParts(body: unknown): readonly WantedPart[] {
  return readMembers(body, 'parts').map((member) => {
    const fields = readFields(member, 'A part')
    return {
      number: readInteger(fields, 'number', 1, mostParts),
      size: readInteger(fields, 'size', 0),
      ...(isGiven(fields['digest']) && { digest: readDigest(fields['digest']) }),
    }
  })
}

/** @throws {Refusal} */
export function readSentParts(body: unknown): readonly SentPart[] {
  return readList(readFields(body, 'The body'), 'parts', mostParts).map((member) => {
    const fields = readFields(member, 'A part')
    return {
      number: readInteger(fields, 'number', 1, mostParts),
      etag: isGiven(fields['etag']) ? readText(fields, 'etag', { min: 1, max: 255 }) : null,
    }
  })
}

/** @throws {Refusal} */
export function readChange(body: unknown): { readonly name?: string; readonly alt?: string } {
  const fields = readFields(body, 'The body')
  return {
    ...(isGiven(fields['name']) && { name: readName(fields) }),
    ...(isGiven(fields['alt']) && { alt: readText(fields, 'alt', { min: 0, max: longestAlt }) }),
  }
}
