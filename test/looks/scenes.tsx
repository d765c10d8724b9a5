import { QueryClient } from '@tanstack/react-query'
import { fireEvent, waitFor } from '@testing-library/react'
import type { ReactElement } from 'react'
import type { Check, Diagnosis } from '../../src/doctor.ts'
import type { Rejection, Restrictions } from '../../src/contract/restrictions.ts'
import type { StoredFile } from '../../src/contract/storedFile.ts'
import type { Upload } from '../../src/contract/upload.ts'
import {
  AvatarField,
  BlurhashImage,
  DoctorButton,
  Dropzone,
  Gallery,
  type GalleryProps,
  UploadButton,
  UploadGrid,
  UploadList,
  UploadPanel,
  UploadProvider,
  UploadRow,
  UploadSummary,
  UploadTray,
} from '../../src/index.ts'
import { ManagedGallery } from '../../src/gallery.ts'
import { createFakeBackend, type FakeBackendOptions } from '../../src/testing/fakes/fakeBackend.ts'
import { createStaticUploader } from '../../stories/support/createStaticUploader.ts'
import { brokenUrl, samplePictures } from '../../stories/support/samplePictures.ts'
import { sampleError, sampleRows, sampleUpload } from '../../stories/support/sampleUploads.ts'

/** A part in a state, or several parts together. */
export interface Scene {
  readonly name: string
  readonly render: () => ReactElement
  /** Matches an element as soon as the part is in its state. */
  readonly ready: string
  /** Matches what must be gone by then. */
  readonly pending?: string
  /** Brings the part into its state. */
  readonly prepare?: (root: HTMLElement) => Promise<void> | void
}

const [picture] = samplePictures(1)
/** Nothing counts down. */
const retryAt = Date.now() + 86_400_000
const rows = Object.values(sampleRows).map((row) => ('retryAt' in row ? { ...row, retryAt } : row))
const sending = sampleRows['sending'] as Upload
const uploading = [sampleRows['done'], sending, sampleRows['failed']] as readonly Upload[]
const malformed = sampleUpload({
  status: 'failed',
  at: 'sending',
  error: sampleError('answer-malformed', 'requesting'),
})
const prepared = sampleUpload(
  { status: 'done', outcome: 'uploaded', stored: { id: 'prepared', name: 'harbour.jpg' } },
  {
    name: 'harbour.jpg',
    size: 1_100_000,
    picked: { name: 'harbour.heic', size: 4_200_000, type: 'image/heic' },
    notes: ['gain-map-lost', 'would-be-larger'],
  },
)
/** A file on disk that the browser reads once the user allows it. */
const handle = { kind: 'file', name: 'harbour.jpg' } as FileSystemFileHandle
const unallowed = sampleUpload({ status: 'paused', by: 'file-missing', at: 'sending', handle })
const limits: Restrictions = { accept: 'image/*', maxSizeBytes: 10_000_000, maxFiles: 5 }
const avatar = <AvatarField group="avatar" aria-label="Profile photo" />

const rejections: readonly Rejection[] = Array.from({ length: 25 }, (_, index) => ({
  id: `rejected-${index}`,
  file: new File(['x'], `holiday ${index}.mov`),
  reasons: [
    { code: 'file-too-large', limit: 10_000_000 },
    { code: 'type-not-accepted', limit: 'image/*' },
  ],
}))

const checks: readonly Check[] = [
  { name: 'page', outcome: 'ok', message: 'The page is a secure context.' },
  { name: 'worker', outcome: 'warning', code: 'worker-blocked', message: 'No worker starts.', advice: 'Allow blob:.' },
  { name: 'etag', outcome: 'problem', code: 'etag-hidden', message: 'The ETag is hidden.', advice: 'Set a\nrule.' },
]
const diagnosis: Diagnosis = { ok: false, backend: 'fake', checks }

const files: readonly StoredFile[] = [
  { id: 'pdf', name: 'plan of the house.pdf', type: 'application/pdf', size: 91_000 },
  ...samplePictures(4).map((file, index) => (index === 1 ? { ...file, url: brokenUrl } : file)),
]

/** A picture that is loading, or one that cannot be shown and has no blurhash yet. */
const pendingPicture = ".coatcheck-blurhash:is([data-status='loading'], :not([data-status='shown'], :has(canvas)))"

/**
 * Every part in its states. `src/styles/hostPages.looks.test.tsx` compares the looks of each scene on pages with style
 * sheets of their own. A new part joins by adding its scenes to this list.
 */
export const scenes: readonly Scene[] = [
  { name: 'dropzone', render: () => provide(<Dropzone />), ready: '.coatcheck-dropzone' },
  {
    name: 'dropzone with limits',
    render: () => provide(<Dropzone />, { restrictions: limits }),
    ready: '.coatcheck-dropzone-limits',
  },
  { name: 'disabled dropzone', render: () => provide(<Dropzone disabled />), ready: '[data-disabled]' },
  { name: 'read-only dropzone', render: () => provide(<Dropzone readOnly />), ready: '[data-readonly]' },
  { name: 'invalid dropzone', render: () => provide(<Dropzone invalid />), ready: '[data-invalid]' },
  {
    name: 'focused dropzone',
    render: () => provide(<Dropzone />),
    ready: '.coatcheck-dropzone-button:focus-visible',
    prepare: focus('.coatcheck-dropzone-button'),
  },
  {
    name: 'dropzone under a drag',
    render: () => provide(<Dropzone />),
    ready: '[data-drop-target]',
    prepare: dragOver('.coatcheck-dropzone'),
  },
  {
    name: 'dropzone under a drag that it refuses',
    render: () => provide(<Dropzone />, { restrictions: { accept: 'application/pdf' } }),
    ready: '[data-rejecting]',
    prepare: dragOver('.coatcheck-dropzone'),
  },
  {
    name: 'list with every state of a row',
    render: () => provide(<UploadList />, { uploads: rows }),
    ready: `.coatcheck-upload-item:nth-child(${rows.length})`,
  },
  {
    name: 'row outside a list',
    render: () => provide(<UploadRow upload={sending} />, { uploads: [sending] }),
    ready: '.coatcheck-upload-row',
  },
  {
    name: 'row with a picture',
    render: () => provide(<UploadList />, { uploads: [pictured()] }),
    ready: '.coatcheck-upload-thumbnail img',
  },
  {
    name: 'failed row with a doctor',
    render: () => provide(<UploadList />, { uploads: [malformed] }),
    ready: '.coatcheck-doctor-button',
  },
  {
    name: 'row with a focused button',
    render: () => provide(<UploadList />, { uploads: [sending] }),
    ready: '.coatcheck-icon-button:focus-visible',
    prepare: focus('.coatcheck-icon-button'),
  },
  {
    name: 'row of a prepared file with notes',
    render: () => provide(<UploadList />, { uploads: [prepared] }),
    ready: '.coatcheck-upload-notes .coatcheck-text',
  },
  {
    name: 'row that asks to allow access',
    render: () => provide(<UploadList />, { uploads: [unallowed] }),
    ready: "[data-action='choose'][title^='Allow']",
  },
  {
    name: 'windowed list',
    render: () => provide(<UploadList windowAbove={2} />, { uploads: rows }),
    ready: '.coatcheck-upload-scroll .coatcheck-upload-item',
    pending: ".coatcheck-upload-item:not([style*='absolute'])",
  },
  {
    name: 'rejections',
    render: () => provide(<UploadList />, { rejected: rejections }),
    ready: '.coatcheck-rejection-list',
  },
  {
    name: 'summary',
    render: () => provide(<UploadSummary />, { uploads: uploading }),
    ready: '.coatcheck-summary-words',
  },
  {
    name: 'empty panel',
    render: () => provide(<UploadPanel title="Photos" />, { restrictions: limits }),
    ready: '.coatcheck-panel-title',
    pending: '.coatcheck-panel-pending',
  },
  {
    name: 'disabled panel',
    render: () => provide(<UploadPanel disabled />),
    ready: '.coatcheck-upload-panel[data-disabled]',
    pending: '.coatcheck-panel-pending',
  },
  {
    name: 'panel with rows and rejections',
    render: () => provide(<UploadPanel title="Photos" />, { uploads: uploading, rejected: rejections.slice(0, 2) }),
    ready: '.coatcheck-panel-footer',
  },
  {
    name: 'compact panel with every state of a row',
    render: () => provide(<UploadPanel density="compact" />, { uploads: rows }),
    ready: `.coatcheck-upload-item:nth-child(${rows.length})`,
  },
  {
    name: 'panel under a drag',
    render: () => provide(<UploadPanel />, { uploads: uploading }),
    ready: '.coatcheck-upload-panel[data-drop-target]',
    pending: '.coatcheck-panel-pending',
    prepare: dragOver('.coatcheck-upload-panel'),
  },
  {
    name: 'panel under a drag that it refuses',
    render: () => provide(<UploadPanel />, { uploads: uploading, restrictions: { accept: 'application/pdf' } }),
    ready: '.coatcheck-upload-panel[data-rejecting]',
    pending: '.coatcheck-panel-pending',
    prepare: dragOver('.coatcheck-upload-panel'),
  },
  {
    name: 'compact panel with tiles',
    render: () =>
      provide(<UploadPanel density="compact">{() => <UploadGrid density="compact" />}</UploadPanel>, { uploads: rows }),
    ready: `.coatcheck-grid-item:nth-child(${rows.length})`,
  },
  {
    name: 'grid with every state of a tile',
    render: () => provide(<UploadGrid />, { uploads: [...rows, pictured()] }),
    ready: `.coatcheck-grid-item:nth-child(${rows.length + 1}) img`,
  },
  {
    name: 'windowed grid',
    render: () => provide(<UploadGrid windowAbove={2} />, { uploads: rows }),
    ready: '.coatcheck-grid-scroll [data-id]',
    pending: ".coatcheck-grid-line:not([style*='absolute'])",
  },
  { name: 'tray', render: () => provide(<UploadTray />, { uploads: uploading }), ready: '.coatcheck-tray-footer' },
  {
    name: 'folded tray',
    render: () => provide(<UploadTray defaultFolded />, { uploads: uploading }),
    ready: '[data-folded]',
  },
  {
    name: 'upload buttons in every state',
    render: () => (
      <>{[...uploading, undefined].map((one) => provide(<UploadButton required />, { uploads: one ? [one] : [] }))}</>
    ),
    ready: '.coatcheck-upload-button-progress',
  },
  { name: 'empty avatar field', render: () => provide(avatar), ready: '.coatcheck-avatar-field' },
  ...['sending', 'failed', 'done'].map((state) => ({
    name: `avatar field: ${state}`,
    render: () => provide(avatar, { uploads: [{ ...sampleRows[state], group: 'avatar' } as Upload] }),
    ready: `.coatcheck-avatar-field[data-status=${state}]`,
  })),
  { name: 'doctor button', render: () => provide(<DoctorButton />), ready: '.coatcheck-doctor-button' },
  {
    name: 'report of the doctor',
    render: () => provide(<DoctorButton />),
    ready: '.coatcheck-diagnosis[open] details[open]',
    prepare: async (root) => {
      fireEvent.click(find(root, '.coatcheck-doctor-button'))
      await waitFor(() => find(root, 'details').setAttribute('open', ''))
    },
  },
  { name: 'gallery', render: () => gallery({ files }), ready: '.coatcheck-gallery-broken', pending: pendingPicture },
  { name: 'empty gallery', render: () => gallery({}), ready: '.coatcheck-gallery-message' },
  {
    name: 'loading gallery',
    render: () => gallery({ gate: () => new Promise(() => {}) }),
    ready: '.coatcheck-gallery-skeleton',
  },
  {
    name: 'failed gallery',
    render: () => gallery({ fail: { list: [{ error: new Error('The list is out of order.') }] } }),
    ready: '.coatcheck-gallery-button',
  },
  {
    name: 'gallery with pages',
    render: () => gallery({ files: samplePictures(9) }),
    ready: '.coatcheck-gallery-more',
    pending: pendingPicture,
  },
  {
    name: 'justified gallery',
    render: () => gallery({ files }, 'justified'),
    ready: '.coatcheck-gallery-broken',
    pending: pendingPicture,
  },
  {
    name: 'managed gallery',
    render: () => managedGallery(),
    ready: '.coatcheck-gallery-handle',
    pending: pendingPicture,
  },
  {
    name: 'managed gallery with a selection',
    render: () => managedGallery(),
    ready: '.coatcheck-gallery-tile[data-selected]',
    pending: pendingPicture,
    prepare: async (root) => fireEvent.click(await findLater(root, '.coatcheck-gallery-checkbox')),
  },
  {
    name: 'managed gallery with a focused tile',
    render: () => managedGallery(),
    ready: '.coatcheck-gallery-link:focus-visible',
    pending: pendingPicture,
    prepare: async (root) =>
      (await findLater(root, '.coatcheck-gallery-handle')) && focus('.coatcheck-gallery-link')(root),
  },
  {
    name: 'managed gallery after a deletion',
    render: () => managedGallery(),
    ready: '.coatcheck-undo-text',
    pending: pendingPicture,
    prepare: async (root) => fireEvent.click(await findLater(root, "[title^='Delete']")),
  },
  {
    name: 'dialog for the details of a file',
    render: () => managedGallery(),
    ready: '.coatcheck-edit[open] textarea',
    pending: pendingPicture,
    prepare: async (root) => fireEvent.click(await findLater(root, "[title^='Edit picture']")),
  },
  ...[
    ['a picture', 'picture 3.jpg', '.coatcheck-lightbox-alt'],
    ['a document', 'plan of the house.pdf', '.coatcheck-lightbox-document'],
  ].map(([what, name, ready = '']) => ({
    name: `lightbox with ${what}`,
    render: () => managedGallery(),
    ready: `.coatcheck-lightbox[open] ${ready}`,
    pending: pendingPicture,
    prepare: async (root: HTMLElement) => {
      await findLater(root, '.coatcheck-gallery-handle')
      fireEvent.click(find(root, `.coatcheck-gallery-link[aria-label$='${name}']`))
    },
  })),
  {
    name: 'picture',
    render: () => (
      <BlurhashImage hash={picture?.blurhash} src={picture?.url} width={1600} height={1067} alt="A landscape" />
    ),
    ready: '.coatcheck-blurhash',
    pending: pendingPicture,
  },
]

interface Surroundings {
  readonly uploads?: readonly Upload[]
  readonly rejected?: readonly Rejection[]
  readonly restrictions?: Restrictions
}

function provide(part: ReactElement, { uploads = [], rejected = [], restrictions }: Surroundings = {}): ReactElement {
  return (
    <UploadProvider
      key={uploads[0]?.id}
      uploader={createStaticUploader(uploads, rejected)}
      restrictions={restrictions}
      doctor={() => Promise.resolve(diagnosis)}
    >
      {part}
    </UploadProvider>
  )
}

function gallery(options: FakeBackendOptions, layout?: GalleryProps['layout']): ReactElement {
  return provideStored(<Gallery pageSize={6} paging="button" layout={layout} />, options)
}

function managedGallery(): ReactElement {
  return provideStored(<ManagedGallery pageSize={6} paging="button" undoMs={86_400_000} onReorder={() => {}} />, {
    files: files.map((file) => ({ ...file, alt: `What is in ${file.name}` })),
    edits: true,
  })
}

function provideStored(part: ReactElement, options: FakeBackendOptions): ReactElement {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  return (
    <UploadProvider backend={createFakeBackend({ name: 'looks', ...options })} queryClient={queryClient}>
      {part}
    </UploadProvider>
  )
}

function pictured(): Upload {
  return sampleUpload(
    { status: 'done', outcome: 'uploaded', stored: { ...picture, id: 'pictured' } },
    { id: 'pictured' },
  )
}

function find(root: HTMLElement, selector: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(selector)
  if (!found) throw new Error(`There is no ${selector}.`)
  return found
}

async function findLater(root: HTMLElement, selector: string): Promise<HTMLElement> {
  return waitFor(() => find(root, selector))
}

function focus(selector: string): (root: HTMLElement) => void {
  return (root) => find(root, selector).focus()
}

function dragOver(selector: string): (root: HTMLElement) => void {
  return (root) => {
    const data = new DataTransfer()
    data.items.add(new File(['x'], 'dragged.png', { type: 'image/png' }))
    const event = new DragEvent('dragenter', { bubbles: true, cancelable: true })
    // Not every browser accepts a synthetic DataTransfer in the constructor.
    Object.defineProperty(event, 'dataTransfer', { value: data })
    fireEvent(find(root, selector), event)
  }
}
