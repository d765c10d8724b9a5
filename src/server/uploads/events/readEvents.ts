import { isObject } from '../../../shared/options/checkFields.js'

/**
 * The keys of new objects that a notification names: S3's own message, which MinIO and others send, also where SNS, SQS or
 * EventBridge have wrapped it.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function readEvents(body: unknown, depth: number = 3): readonly string[] {
  if (!isObject(body) || depth === 0) return []
  const { Records: records, Message: message, detail, body: inner } = body
  if (Array.isArray(records)) {
    return records.flatMap((record: unknown) => (isCreated(record) ? readKey(record) : readEvents(record, depth - 1)))
  }
  // SNS and SQS have the message as a text.
  for (const text of [message, inner]) if (typeof text === 'string') return readEvents(parse(text), depth - 1)
  // EventBridge does not encode the key.
  const isNew = body['detail-type'] === 'Object Created' && isObject(detail) && isObject(detail['object'])
  return isNew ? keyOf(detail['object'], (key) => key) : []
}

function isCreated(record: unknown): boolean {
  const name = isObject(record) ? record['eventName'] : undefined
  return typeof name === 'string' && /^(s3:)?ObjectCreated:/.test(name)
}

function readKey(record: unknown): readonly string[] {
  const s3 = isObject(record) ? record['s3'] : undefined
  return keyOf(isObject(s3) ? s3['object'] : undefined, (key) => decodeURIComponent(key.replaceAll('+', ' ')))
}

function keyOf(object: unknown, decode: (key: string) => string): readonly string[] {
  const key = isObject(object) ? object['key'] : undefined
  if (typeof key !== 'string') return []
  try {
    return [decode(key)]
  } catch {
    return []
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
