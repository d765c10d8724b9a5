import { S3ServiceException } from '@aws-sdk/client-s3'
import type { Answer } from './storageAnswers.ts'

/** Reads the status and, of a refusal, the S3 error code and the message. */
export async function answerOf(response: Response): Promise<Answer> {
  const body = await response.text()
  const read = (name: string): string => new RegExp(`<${name}>(.*?)</${name}>`).exec(body)?.[1] ?? ''
  return { status: response.status, code: read('Code'), message: read('Message') }
}

/** The same for a call of the SDK. */
export async function answerOfCall(
  call: Promise<{ readonly $metadata: { httpStatusCode?: number | undefined } }>,
): Promise<Answer> {
  try {
    const { httpStatusCode = 0 } = (await call).$metadata
    return { status: httpStatusCode, code: '' }
  } catch (error) {
    if (!(error instanceof S3ServiceException)) throw error
    const { name, message, $metadata } = error
    return { status: $metadata.httpStatusCode ?? 0, code: name, message }
  }
}

export function isRefusal({ status }: Answer): boolean {
  return status >= 400
}
