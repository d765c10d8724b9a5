import type { StorageAnswers } from './storageAnswers.ts'

/** versitygw 1.8.0 over a folder, which answers as AWS documents it in most cases. */
export const versitygwAnswers: StorageAnswers = {
  server: 'VERSITYGW',
  title: 'versitygw',
  allowedOrigin: '*',
  showsUnsignedRefusals: false,
  listsUploadsByPrefix: true,
  // Mended after 1.8.0.
  storesCutBodies: true,
  insertsFileName: false,
  rulesOfNewBucket: { cors: 'none', lifecycle: 'untold' },
  takesCorsRules: true,
  to: {
    'an expired signature': { status: 403, code: 'AccessDenied', message: 'Request has expired.' },
    // It does not look whether the date has come.
    'a signature of the future': { status: 200, code: '' },
    'another signature': { status: 403, code: 'SignatureDoesNotMatch' },
    'another key than was signed': { status: 403, code: 'SignatureDoesNotMatch' },
    'another expiry than was signed': { status: 403, code: 'SignatureDoesNotMatch' },
    'an unknown access key': { status: 404, code: 'XAdminUserNotFound' },
    'a date that is none': { status: 400, code: 'AuthorizationQueryParametersError' },
    'an expiry of more than a week': { status: 400, code: 'AuthorizationQueryParametersError' },
    'another method than was signed': { status: 403, code: 'SignatureDoesNotMatch' },
    'no signature': { status: 403, code: 'AccessDenied' },
    'another bucket': { status: 404, code: 'NoSuchBucket' },

    'another type than was signed': { status: 403, code: 'SignatureDoesNotMatch' },
    'another length than was signed': { status: 403, code: 'SignatureDoesNotMatch' },
    'another digest than was signed': { status: 403, code: 'SignatureDoesNotMatch' },
    'metadata that was not signed': { status: 403, code: 'AccessDenied' },
    'a redirection that was not signed': { status: 403, code: 'AccessDenied' },
    'a source of a copy that was not signed': { status: 403, code: 'AccessDenied' },
    'a signed header left out': { status: 403, code: 'SignatureDoesNotMatch' },
    'other bytes than the MD5 says': { status: 400, code: 'BadDigest' },
    'other bytes than the SHA-256 says': { status: 400, code: 'BadDigest' },
    'other bytes than the CRC32 says': { status: 400, code: 'BadDigest' },
    'an MD5 in hex': { status: 400, code: 'InvalidDigest' },
    'a SHA-256 in hex': { status: 400, code: 'InvalidRequest' },
    'a body of unknown length': { status: 411, code: 'MissingContentLength' },
    'a key that is too long': { status: 400, code: 'KeyTooLongError' },
    // The key is a path, in which the step vanishes.
    'an empty step in a key': { status: 200, code: '' },
    // A file cannot be a folder.
    'a key below the key of an object': { status: 409, code: 'ObjectParentIsFile' },
    'a key that must be new and is not': { status: 412, code: 'PreconditionFailed' },
    // It does not read the condition; AWS does.
    'a copy to a key that must be new and is not': { status: 200, code: '' },

    'a range after the end': { status: 416, code: 'InvalidRange' },
    'a range of an empty object': { status: 416, code: 'InvalidRange' },
    'another ETag than is required': { status: 412, code: 'PreconditionFailed' },
    'a key without an object': { status: 404, code: 'NoSuchKey' },

    'a form with too many bytes': { status: 400, code: 'EntityTooLarge' },
    'a form with too few bytes': { status: 400, code: 'EntityTooSmall' },
    // It does not read the field. AWS does not document it either.
    'a form with other bytes than its MD5 says': { status: 204, code: '' },
    'a form with other bytes than its SHA-256 says': { status: 400, code: 'BadDigest' },
    'a form with more bytes than its MD5 and its policy say': { status: 400, code: 'EntityTooLarge' },
    'a form with an expired policy': {
      status: 403,
      code: 'AccessDenied',
      message: 'Invalid according to Policy: Policy expired.',
    },
    'a form with another key': { status: 403, code: 'AccessDenied' },
    'a form with another type': { status: 403, code: 'AccessDenied' },
    'a form with another policy': { status: 403, code: 'SignatureDoesNotMatch' },
    'a form with another signature': { status: 403, code: 'SignatureDoesNotMatch' },
    'a form with a field more': { status: 403, code: 'AccessDenied' },
    'a form without its type': { status: 403, code: 'AccessDenied' },
    'a form without its key': { status: 400, code: 'InvalidArgument' },
    'a form without a file': { status: 400, code: 'InvalidArgument' },
    // It reads all fields, where AWS ignores those after the file.
    'a form with its file first': { status: 204, code: '' },
    'a form without an end': { status: 500, code: 'InternalError' },
    'a form for an object': { status: 405, code: 'MethodNotAllowed' },

    'a part with the number 0': { status: 400, code: 'InvalidArgument' },
    'a part with the number 10001': { status: 400, code: 'InvalidArgument' },
    'a part for an upload that has ended': { status: 404, code: 'NoSuchUpload' },
    'completing with a part that is not there': { status: 400, code: 'InvalidPart' },
    // It checks the sizes first.
    'completing with parts out of order': { status: 400, code: 'EntityTooSmall' },
    'completing with a small part before the last': { status: 400, code: 'EntityTooSmall' },
    'completing without parts': { status: 400, code: 'MalformedXML' },
    'completing with the ETag of other bytes': { status: 400, code: 'InvalidPart' },
    // As AWS does it; with other parts as well, unlike AWS.
    'completing again': { status: 200, code: '' },
    'aborting again': { status: 404, code: 'NoSuchUpload' },
    'listing the parts of an upload that has ended': { status: 404, code: 'NoSuchUpload' },
  },
}
