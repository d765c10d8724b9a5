import { Dropzone, Gallery, UploadList, UploadProvider } from 'coatcheck'
import { createUploader, type Uploader } from 'coatcheck/core'
import { type ReactElement, useState } from 'react'
// An app cannot change these limits, but with the defaults the tests would take minutes.
import { browserConnection } from '../../src/page/connection.ts'
import { systemClock } from '../../src/page/systemClock.ts'
import { createTransport } from '../../src/transfer/transport.ts'
import { createFaultBackend } from './faultBackend.ts'
import { hurriedClock } from './hurriedClock.ts'
import { sceneRestrictions } from './restrictions.ts'
import { Watched } from './Watched.tsx'

const params = new URLSearchParams(location.search)
const number = (name: string, otherwise: number): number => Number(params.get(name) ?? otherwise)

/**
 * The parts with an uploader whose limits a test sets: `?stall=` milliseconds without a byte, `&answer=` milliseconds
 * without an answer, `&random=0` for no delay between attempts except what a server asks for. The uploader's clock runs
 * `&hurry=` times as fast. `&concurrency=` files are sent at once. For `&backend=`, see `faultBackend.ts`.
 */
export function FaultScene(): ReactElement {
  const [uploader] = useState(createFaultUploader)
  return (
    <UploadProvider uploader={uploader}>
      <Watched />
      <Dropzone />
      <UploadList />
      <Gallery />
    </UploadProvider>
  )
}

function createFaultUploader(): Uploader {
  return createUploader({
    backend: createFaultBackend(),
    restrictions: sceneRestrictions,
    concurrency: { sending: number('concurrency', 3) },
    ports: {
      random: () => number('random', 0),
      clock: hurriedClock(number('hurry', 1)),
      transport: createTransport({
        clock: systemClock,
        connection: browserConnection,
        stallAfterMs: number('stall', 10_000),
        answerWithinMs: number('answer', 10_000),
      }),
    },
  })
}
