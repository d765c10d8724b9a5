import type { AnswerBodies } from '../calls/answers.js'
import {
  absoluteUrl,
  anything,
  givenValue,
  integer,
  kinds,
  list,
  nullable,
  number,
  object,
  oneOf,
  text,
  texts,
  tuple,
  yesOrNo,
  type Shape,
} from './shape.js'

const error = object({ status: integer(), message: text({ max: 200 }) }, { code: text(), retryAfterSeconds: number(0) })

const file = object(
  { id: text({ min: 1 }) },
  {
    name: text(),
    url: text(),
    urlExpiresInSeconds: number(0),
    type: text(),
    size: integer(0),
    width: integer(),
    height: integer(),
    blurhash: text(),
    alt: text(),
    previews: list(object({ url: text(), width: integer(1) })),
    state: oneOf('processing', 'ready', 'rejected'),
    stateText: text({ max: 200 }),
    createdAt: text(),
    metadata: object({}),
  },
)

const failed = object({ error })

const terms = { headers: texts, expiresInSeconds: number(0), singleUse: yesOrNo }

const ticket = kinds({
  existing: object({ file }),
  stored: object({ reference: givenValue }),
  put: object({ url: absoluteUrl, reference: givenValue }, terms),
  post: object({ url: absoluteUrl, reference: givenValue, fields: oneFile(list(tuple(text(), text()), 1)) }, terms),
  multipart: object({ partSizeBytes: integer(1), reference: givenValue }, { partDigest: oneOf('md5', 'sha-256') }),
  failed,
})

const receipt = object({ status: integer(), etag: nullable(text()) })

/** The shapes of the answers of docs/rest.openapi.yaml. */
export const contractShapes: Readonly<Record<keyof AnswerBodies, Shape>> = {
  TicketsAnswer: object({ tickets: list(ticket) }),
  ConfirmAnswer: object({ files: list(kinds({ confirmed: object({ file }), failed })) }),
  FilePage: object({ files: list(file), nextCursor: nullable(text()) }),
  FileAnswer: object({ file }),
  SignPartsAnswer: object({
    parts: list(object({ url: absoluteUrl }, { headers: texts, expiresInSeconds: number(0) })),
  }),
  PartsListing: kinds({
    open: object({ parts: list(object({ number: integer(), size: integer(), etag: text() })) }),
    completed: object({ receipt }),
    gone: anything,
  }),
  CompleteAnswer: object({ receipt }),
  Problem: object({ error }),
}

/** Exactly one field of a form is the file. */
function oneFile(fields: Shape): Shape {
  return (value, path) => {
    const problems = fields(value, path)
    if (problems.length > 0 || !Array.isArray(value)) return problems
    const files = value.filter(([, content]) => content === '@file').length
    return files === 1 ? [] : [`${path} must have exactly one value '@file', not ${files}`]
  }
}
