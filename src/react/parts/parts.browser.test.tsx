import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import axe from 'axe-core'
import { createRef, type ReactElement, type Ref } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { UploadError } from '../../errors/UploadError.js'
import { createFakeInspector } from '../../testing/fakes/fakeInspector.js'
import { createFakeTransport } from '../../testing/fakes/fakeTransport.js'
import { AvatarField } from './avatar-field/AvatarField.js'
import { DoctorButton } from './doctor/DoctorButton.js'
import { dropzoneAttributes, dropzoneVariables } from '../../../test/attributes/dropzone.attributes.js'
import { Dropzone } from './dropzone/Dropzone.js'
import { rejectionListAttributes, rejectionListVariables } from '../../../test/attributes/rejectionList.attributes.js'
import { RejectionList } from './rejection-list/RejectionList.js'
import { createGate, makeFile, renderParts } from '../../../test/kit/renderParts.js'
import { uploadListAttributes, uploadListVariables } from '../../../test/attributes/uploadList.attributes.js'
import { UploadButton } from './upload-button/UploadButton.js'
import { UploadGrid } from './upload-grid/UploadGrid.js'
import { UploadTile } from './upload-grid/UploadTile.js'
import { UploadList } from './upload-list/UploadList.js'
import { UploadPanel } from './upload-panel/UploadPanel.js'
import { UploadPanelStatus } from './upload-panel/UploadPanelStatus.js'
import { UploadPanelZone } from './upload-panel/UploadPanelZone.js'
import { UploadActions } from './upload-row/UploadActions.js'
import { UploadName } from './upload-row/UploadName.js'
import { UploadProgress } from './upload-row/UploadProgress.js'
import { uploadRowAttributes, uploadRowVariables } from '../../../test/attributes/uploadRow.attributes.js'
import { UploadRow } from './upload-row/UploadRow.js'
import { UploadSize } from './upload-row/UploadSize.js'
import { UploadStatus } from './upload-row/UploadStatus.js'
import { UploadThumbnail } from './upload-row/UploadThumbnail.js'
import { uploadSummaryAttributes, uploadSummaryVariables } from '../../../test/attributes/uploadSummary.attributes.js'
import { UploadSummary } from './upload-summary/UploadSummary.js'
import { UploadTray } from './upload-tray/UploadTray.js'
import '../../styles.css'

afterEach(cleanup)

const page = (
  <main>
    <h1>Page</h1>
    <Dropzone name="files" />
    <UploadSummary />
    <UploadList />
  </main>
)

function makeError(code: 'forbidden' | 'server-timeout'): UploadError {
  return new UploadError(code, 'no', { retry: { when: 'by-hand', from: 'call' } })
}

/** Renders a page with files in every state. */
async function renderAllStates(theme: 'light' | 'dark' = 'light'): Promise<void> {
  document.documentElement.dataset['theme'] = theme
  document.documentElement.lang = 'en'
  document.title = 'Parts'
  const gate = createGate()
  const { add, uploader } = renderParts(page, {
    restrictions: { accept: '.txt', maxSizeBytes: 1_000_000 },
    concurrency: { sending: 6 },
    backend: {
      existing: ({ name }) => (name === 'existing.txt' ? { id: 'x', name: 'other.txt' } : undefined),
      fail: {
        ticket: [
          { fileName: 'failed.txt', error: makeError('forbidden') },
          { fileName: 'failed-too.txt', error: makeError('server-timeout') },
        ],
      },
      gate: ({ name, ids }) =>
        name === 'confirm' && uploader.getUpload(ids[0]!)?.name === 'confirming.txt' ? gate.opened : undefined,
    },
    ports: {
      inspector: createFakeInspector({
        concurrency: 20,
        facts: ({ name }) => (name === 'again.txt' ? { thumbnail: new Blob(['none']) } : {}),
      }),
      transport: createFakeTransport({
        bytesPerSecond: 200_000,
        outcomes: ({ fileName }) =>
          fileName === 'again.txt' ? { kind: 'no-answer', reason: 'network', sentBytes: 1 } : undefined,
      }),
    },
  })
  const names = ['done', 'existing', 'failed', 'failed-too', 'confirming', 'cancelled', 'paused', 'again']
  const ids = await add(...names.map((name) => makeFile(`${name}.txt`)))
  act(() => {
    uploader.cancel(ids[5]!)
    uploader.pause(ids[6]!)
    uploader.addStored([
      { id: 'initial', name: 'initial.txt' },
      { id: 'processing', name: 'processing.txt', state: 'processing', stateText: '50 %' },
      { id: 'rejected', name: 'rejected.txt', state: 'rejected', stateText: 'A virus was found.' },
    ])
  })
  await add('refused.png', makeFile('sending.txt', 'x'.repeat(900_000)))
  await screen.findByText('Finishing')
  await screen.findByText('Sending')
  // The code that judges failures is loaded with the first of them.
  await waitFor(() => expect(document.querySelector('.coatcheck-upload-summary')).toHaveAttribute('data-failed'))
}

/** Collects the names of state attributes, or of variables, on an element and below it. */
function collect(
  root: ParentNode,
  part: string,
): { readonly attributes: Set<string>; readonly variables: Set<string> } {
  const found = { attributes: new Set<string>(), variables: new Set<string>() }
  const roots = [...root.querySelectorAll(part)]
  for (const element of roots.flatMap((one) => [one, ...one.querySelectorAll('*')])) {
    for (const { name } of element.attributes) if (name.startsWith('data-')) found.attributes.add(name)
    for (const name of (element as HTMLElement).style) if (name.startsWith('--')) found.variables.add(name)
  }
  return found
}

describe('attributes and variables', () => {
  it('are exactly those that each part lists', async () => {
    await renderAllStates()
    const zone = document.querySelector('.coatcheck-dropzone')!
    const row = collect(document, '.coatcheck-upload-row')
    expect([...row.attributes].toSorted()).toEqual([...uploadRowAttributes].toSorted())
    expect([...row.variables].toSorted()).toEqual([...uploadRowVariables].toSorted())
    const summary = collect(document, '.coatcheck-upload-summary')
    expect([...summary.attributes].toSorted()).toEqual([...uploadSummaryAttributes].toSorted())
    expect([...summary.variables]).toEqual([...uploadSummaryVariables])
    const rejections = collect(document, '.coatcheck-rejection-list')
    expect([...rejections.attributes].toSorted()).toEqual([...rejectionListAttributes].toSorted())
    expect([...rejections.variables]).toEqual([...rejectionListVariables])
    const list = collect(document, '.coatcheck-upload-list').attributes
    const others = new Set<string>([...uploadRowAttributes, ...rejectionListAttributes])
    expect([...list].filter((name) => !others.has(name) || name === 'data-id')).toEqual(
      uploadListAttributes.filter((name) => name !== 'data-windowed' && name !== 'data-density'),
    )
    expect(uploadListVariables).toEqual([])
    expect([...collect(document, '.coatcheck-dropzone').attributes]).toEqual([])
    expect(dropzoneVariables).toEqual([])
    const data = new DataTransfer()
    data.items.add(makeFile('a.txt'))
    fireEvent(zone, new DragEvent('dragenter', { bubbles: true, cancelable: true, dataTransfer: data }))
    await waitFor(() => expect(zone).toHaveAttribute('data-drop-target'))
    expect(zone).toHaveAttribute('data-dragging')
  })

  it('of a dropzone are present only while they are true', () => {
    renderParts(<Dropzone disabled required />)
    expect(collect(document, '.coatcheck-dropzone').attributes).toEqual(new Set(['data-disabled', 'data-required']))
    expect([...dropzoneAttributes]).toEqual(expect.arrayContaining(['data-disabled', 'data-required', 'data-reading']))
  })
})

type AnyPart = (props: { ref: Ref<never>; 'data-testid': string; className: () => string }) => ReactElement

const inRow = (part: ReactElement): ReactElement => (
  <UploadList>{(upload) => <UploadRow upload={upload}>{part}</UploadRow>}</UploadList>
)
const inPanel = (part: ReactElement): ReactElement => <UploadPanel>{part}</UploadPanel>
const common = (ref: Ref<never>): Parameters<AnyPart>[0] => ({
  ref,
  'data-testid': 'part',
  className: () => 'mine',
})

describe('each part', () => {
  it.each<[string, (ref: Ref<never>) => ReactElement]>([
    ['Dropzone', (ref) => <Dropzone {...common(ref)} />],
    ['AvatarField', (ref) => <AvatarField {...common(ref)} />],
    ['UploadList', (ref) => <UploadList {...common(ref)} />],
    ['UploadSummary', (ref) => <UploadSummary {...common(ref)} />],
    ['RejectionList', (ref) => <RejectionList {...common(ref)} />],
    ['UploadRow', (ref) => <UploadList>{(upload) => <UploadRow {...common(ref)} upload={upload} />}</UploadList>],
    ['UploadName', (ref) => inRow(<UploadName {...common(ref)} />)],
    ['UploadSize', (ref) => inRow(<UploadSize {...common(ref)} />)],
    ['UploadStatus', (ref) => inRow(<UploadStatus {...common(ref)} />)],
    ['UploadThumbnail', (ref) => inRow(<UploadThumbnail {...common(ref)} />)],
    ['UploadProgress', (ref) => inRow(<UploadProgress {...common(ref)} />)],
    ['UploadActions', (ref) => inRow(<UploadActions {...common(ref)} />)],
    ['DoctorButton', (ref) => <DoctorButton {...common(ref)} />],
    ['UploadButton', (ref) => <UploadButton {...common(ref)} />],
    ['UploadPanel', (ref) => <UploadPanel {...common(ref)} />],
    ['UploadPanelZone', (ref) => inPanel(<UploadPanelZone {...common(ref)} />)],
    ['UploadPanelStatus', (ref) => inPanel(<UploadPanelStatus {...common(ref)} />)],
    ['UploadTray', (ref) => <UploadTray {...common(ref)} />],
    ['UploadGrid', (ref) => <UploadGrid {...common(ref)} />],
    ['UploadTile', (ref) => <UploadGrid>{(upload) => <UploadTile {...common(ref)} upload={upload} />}</UploadGrid>],
  ])('%s hands out its ref, spreads props, and takes a class made from its state', async (_name, make) => {
    const ref = createRef<HTMLElement>()
    const { add } = renderParts(make(ref as Ref<never>), {
      restrictions: { accept: '.txt' },
      doctor: async () => ({ ok: true, backend: 'fake', checks: [] }),
    })
    await add('a.txt', 'no.png')
    const part = await screen.findByTestId('part')
    expect(part).toBe(ref.current)
    expect(part.className).toMatch(/^(coatcheck-[a-z-]+ )+mine$/)
  })
})

const check = async (): Promise<unknown> => {
  const { violations } = await axe.run(document.body, { resultTypes: ['violations'] })
  return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))
}

describe('accessibility', () => {
  it.each(['light', 'dark'] as const)(
    'has no accessibility violations with files in every state, %s',
    async (theme) => {
      document.body.style.background = theme === 'dark' ? '#0e0e10' : '#fff'
      document.body.style.color = theme === 'dark' ? '#fff' : '#000'
      await renderAllStates(theme)
      expect(await check()).toEqual([])
    },
  )

  it('has no violations while empty, required, disabled or long', async () => {
    const { uploader } = renderParts(
      <main>
        <h1>Page</h1>
        <form aria-label="Form">
          <Dropzone required />
          <Dropzone disabled />
          <Dropzone readOnly invalid />
          <AvatarField aria-label="Profile photo" required />
          <Dropzone>{() => 'Own words'}</Dropzone>
        </form>
        <UploadList />
      </main>,
      { autoStart: false },
    )
    expect(await check()).toEqual([])
    act(() => void uploader.add(Array.from({ length: 200 }, (_, index) => makeFile(`${index}.txt`))))
    await waitFor(() => expect(document.querySelector('[data-windowed]')).not.toBeNull())
    expect(await check()).toEqual([])
  })
})
