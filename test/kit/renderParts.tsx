import { act, render, type RenderResult } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import { type ReactNode, StrictMode } from 'react'
import { createUploader } from '../../src/core.js'
import type { Ports } from '../../src/contract/ports/ports.js'
import type { Uploader } from '../../src/contract/uploader.js'
import type { UploaderOptions } from '../../src/contract/options.js'
import type { PartialMessages } from '../../src/react/provider/mergeMessages.js'
import { createFakeBackend, type FakeBackend, type FakeBackendOptions } from '../../src/testing/fakes/fakeBackend.js'
import { createFakePorts } from '../../src/testing/fakes/fakePorts.js'
import type { Doctor } from '../../src/react/parts/doctor/Doctor.js'
import { UploadProvider } from '../../src/react/provider/UploadProvider.js'

interface PartsOptions extends Omit<UploaderOptions, 'backend' | 'ports'> {
  readonly backend?: FakeBackendOptions
  readonly ports?: Partial<Ports>
  readonly locale?: PartialMessages
  readonly doctor?: Doctor
}

interface RenderedParts extends RenderResult {
  readonly uploader: Uploader
  readonly backend: FakeBackend
  readonly user: UserEvent
  /** Adds files and waits until the page has rendered. */
  readonly add: (...names: readonly (string | File)[]) => Promise<readonly string[]>
}

/** Renders parts inside a provider in StrictMode, with an uploader whose ports are fakes. */
export function renderParts(parts: ReactNode, options: PartsOptions = {}): RenderedParts {
  const { backend: backendOptions, ports, locale, doctor, ...rest } = options
  const backend = createFakeBackend(backendOptions)
  const uploader = createUploader({ backend, ports: createFakePorts(ports), ...rest })
  const result = render(
    <StrictMode>
      <UploadProvider uploader={uploader} restrictions={options.restrictions} locale={locale} doctor={doctor}>
        {parts}
      </UploadProvider>
    </StrictMode>,
  )
  return {
    ...result,
    uploader,
    backend,
    user: userEvent.setup(),
    add: (...files) =>
      act(async () => uploader.add(files.map((file) => (typeof file === 'string' ? makeFile(file) : file))).accepted),
  }
}

const typeByExtension: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  jpg: 'image/jpeg',
  png: 'image/png',
  pdf: 'application/pdf',
}

/** Creates a file whose content is its name by default. */
export function makeFile(name: string, content: BlobPart = name): File {
  return new File([content], name, { type: typeByExtension[name.split('.').at(-1) ?? ''] ?? '' })
}

/** A promise and the function that resolves it. */
export function createGate(): { readonly opened: Promise<void>; readonly open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { opened: promise, open: resolve }
}
