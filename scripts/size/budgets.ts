/** What something may weigh, minified and gzipped, in thousands of bytes. */
export interface Budget {
  readonly name: string
  readonly limitKb: number
}

/** Loaded with the page of an app whose entry contains this code. */
export interface PageBudget extends Budget {
  readonly code: string
}

/** Loaded by every `import()` of this module of `dist`. */
export interface ChunkBudget extends Budget {
  readonly module: string
}

/** A file of `dist` that is loaded unchanged. */
export interface FileBudget extends Budget {
  readonly file: string
}

const writeEntry = (names: string, from: string): string =>
  `import { ${names} } from '${from}'\nconsole.log(${names})\n`

const hooks = 'useUploader, useUploads, useUpload, useUploadTotals, useRejections, useGallery, useMessages'

/** `docs/size.md` has the same rows. Lower a budget when its code shrinks, so that growth is noticed. */
export const pages: readonly PageBudget[] = [
  { name: '`createUploader`', limitKb: 10.5, code: writeEntry('createUploader', 'coatcheck/core') },
  {
    name: 'the provider and all hooks but `useUploadZone`',
    limitKb: 18.5,
    code: writeEntry(`UploadProvider, ${hooks}`, 'coatcheck'),
  },
  {
    name: 'the provider and `useUploadZone`',
    limitKb: 28,
    code: writeEntry('UploadProvider, useUploadZone', 'coatcheck'),
  },
  {
    name: 'the provider and `AvatarField`',
    limitKb: 34.5,
    code: writeEntry('AvatarField, UploadProvider', 'coatcheck'),
  },
  {
    name: 'the quick start: panel, gallery and the rest backend',
    limitKb: 42,
    code:
      writeEntry('Gallery, UploadPanel, UploadProvider', 'coatcheck') +
      writeEntry('useRestBackend', 'coatcheck/backends/rest'),
  },
  { name: 'everything', limitKb: 54.5, code: "import * as all from 'coatcheck'\nconsole.log(all)\n" },
  {
    name: 'the rest backend',
    limitKb: 2,
    code: writeEntry('createRestBackend, useRestBackend', 'coatcheck/backends/rest'),
  },
  {
    name: 'the ION backend',
    limitKb: 2.75,
    code: writeEntry('createIonBackend, resolveIonEntity, useIonBackend', 'coatcheck/backends/ion'),
  },
  {
    name: 'the Glue backend',
    limitKb: 2,
    code: writeEntry('createGlueBackend, useGlueBackend', 'coatcheck/backends/glue'),
  },
  {
    name: 'the Visibuild backend',
    limitKb: 5.25,
    code: writeEntry(
      'createVisibuildBackend, readVisibuildRecordProblem, useAttachmentKeys, useVisibuildBackend',
      'coatcheck/backends/visibuild',
    ),
  },
  {
    name: 'the Inspect backend',
    limitKb: 2.25,
    code: writeEntry('createInspectBackend, useInspectBackend', 'coatcheck/backends/inspect'),
  },
  {
    name: 'the Foir backend',
    limitKb: 2.5,
    code: writeEntry('createFoirBackend, useFoirBackend', 'coatcheck/backends/foir'),
  },
  {
    name: 'the Active Storage backend',
    limitKb: 2,
    code: writeEntry('createActiveStorageBackend, useActiveStorageBackend', 'coatcheck/backends/active-storage'),
  },
  {
    name: 'deleting, editing, selecting and ordering without markup',
    limitKb: 7.5,
    code: writeEntry('useDeleteFiles, useReorder, useSelection, useUpdateFile', 'coatcheck/gallery'),
  },
  {
    name: 'the provider and `ManagedGallery`',
    limitKb: 40.75,
    code: writeEntry('UploadProvider', 'coatcheck') + writeEntry('ManagedGallery', 'coatcheck/gallery'),
  },
  { name: 'the lightbox, until it opens', limitKb: 6.25, code: writeEntry('GalleryLightbox', 'coatcheck/gallery') },
  {
    name: 'the steps of `coatcheck/prepare`',
    limitKb: 2.5,
    code: writeEntry('compose, rename, resize, stripMetadata, toJpeg, toWebp', 'coatcheck/prepare'),
  },
  { name: 'recovery', limitKb: 5.75, code: writeEntry('createRecovery', 'coatcheck/recovery') },
  { name: 'a language: the largest of them', limitKb: 5.8, code: writeEntry('ar', 'coatcheck/locales/ar') },
  { name: 'the doctor', limitKb: 0.6, code: writeEntry('diagnose, formatDiagnosis', 'coatcheck/doctor') },
]

export const chunks: readonly ChunkBudget[] = [
  { name: 'with the first file', limitKb: 19.5, module: 'browserRunner.js' },
  {
    name: 'with the first file, if the backend takes many uploads in one call',
    limitKb: 2.5,
    module: 'lazy/gatheringCode.js',
  },
  { name: 'with the first failure, and with recovery', limitKb: 13.25, module: 'lazy/rareCode.js' },
  {
    name: 'with the first file that a row lacks, to recognise it',
    limitKb: 1.25,
    module: 'lazy/providingCode.js',
  },
  {
    name: 'with the first file that the backend still processes',
    limitKb: 1.75,
    module: 'uploader/watching/watchUpload.js',
  },
  {
    name: 'with the first refusal by storage, or the first ticket that cannot be used',
    limitKb: 2.25,
    module: 'transfer/answer/readRefusal.js',
  },
  { name: 'with the first file in parts', limitKb: 2.5, module: 'lazy/partsCode.js' },
  { name: 'with the first file, if the app has `prepare`', limitKb: 1.25, module: 'lazy/prepareCode.js' },
  { name: 'with the first picture to prepare', limitKb: 1.5, module: 'prepare/pool/runInPool.js' },
  {
    name: 'with the first picture for the HEIC decoder of the app',
    limitKb: 0.35,
    module: 'prepare/pool/decodeHeic.js',
  },
  { name: 'to prepare where no worker starts', limitKb: 10.5, module: 'prepare/pool/openPage.js' },
  { name: 'where the file of that worker is not found', limitKb: 10.25, module: 'prepare/pool/workerSource.js' },
  { name: 'to hash MD5', limitKb: 2.25, module: 'inspect/wasm/md5.js' },
  { name: 'to hash SHA-256', limitKb: 3.75, module: 'inspect/wasm/sha256.js' },
  { name: "where the worker's file is not found", limitKb: 12.5, module: 'inspect/pool/workerSource.js' },
  { name: 'where no worker starts', limitKb: 1, module: 'inspect/pool/otherWays.js' },
  { name: 'to inspect there', limitKb: 9.75, module: 'inspect/worker/serveOnPage.js' },
  { name: 'to hash without WASM', limitKb: 3, module: 'inspect/worker/hash/scriptHasher.js' },
  {
    name: 'right after the first paint, to announce what happens',
    limitKb: 3,
    module: 'react/parts/announcer/LiveRegion.js',
  },
  { name: 'with the first file, to add it to galleries', limitKb: 1.75, module: 'react/parts/gallery/feedGallery.js' },
  { name: 'with the first call to the backend', limitKb: 1, module: 'react/query/mirroredMutation.js' },
  { name: 'with the first call of the rest backend', limitKb: 8, module: 'backends/rest/calls.js' },
  { name: 'with the first call of the ION backend', limitKb: 7, module: 'backends/ion/calls.js' },
  { name: 'to resolve an entity of ION', limitKb: 6.5, module: 'backends/ion/fetchEntity.js' },
  { name: 'with the first call of the Glue backend', limitKb: 7, module: 'backends/glue/calls.js' },
  { name: 'with the first call of the Visibuild backend', limitKb: 4, module: 'backends/visibuild/calls.js' },
  { name: 'with the first call of the Inspect backend', limitKb: 5.75, module: 'backends/inspect/calls.js' },
  { name: 'with the first call of the Foir backend', limitKb: 6.5, module: 'backends/foir/calls.js' },
  {
    name: 'with the first call of the Active Storage backend',
    limitKb: 5.75,
    module: 'backends/active-storage/calls.js',
  },
  { name: 'with the first row, for the arrow keys', limitKb: 2.25, module: 'react/shared/roving/RovingFocus.js' },
  { name: 'with the first row of a long list', limitKb: 5, module: 'react/parts/upload-list/WindowedRows.js' },
  {
    name: 'with the first row of a prepared file, to tell what was done',
    limitKb: 0.75,
    module: 'react/parts/upload-row/prepared/Prepared.js',
  },
  { name: 'in another language: the largest of them', limitKb: 0.75, module: 'locales/prepare/ar.js' },
  {
    name: 'with the first row that lacks its file',
    limitKb: 1.25,
    module: 'react/parts/upload-row/missing/MissingFile.js',
  },
  { name: 'in another language, if there is a handle of that file', limitKb: 0.25, module: 'locales/recovery/ar.js' },
  { name: 'with the first video, for its size and a picture of it', limitKb: 3, module: 'inspect/video/readVideo.js' },
  {
    name: 'where finished rows leave by themselves',
    limitKb: 0.5,
    module: 'react/parts/upload-list/clearLater.js',
  },
  {
    name: 'right after the first paint, the rows of a panel',
    limitKb: 8,
    module: 'react/parts/upload-panel/PanelRows.js',
  },
  { name: 'with the first tile of a long grid', limitKb: 5.25, module: 'react/parts/upload-grid/WindowedTiles.js' },
  {
    name: 'with the first call for a gallery that fails with an error of your own',
    limitKb: 1.75,
    module: 'errors/codeOf.js',
  },
  { name: 'with the first blurhash', limitKb: 1, module: 'react/parts/blurhash-image/Waves.js' },
  {
    name: 'with the first long or justified gallery',
    limitKb: 2.5,
    module: 'react/parts/gallery/layout/TileWindow.js',
  },
  { name: 'with the first tile that moves', limitKb: 1, module: 'react/parts/gallery/motion/glide.js' },
  {
    name: "with the first tile that shows this session's own picture or a broken one, to replace it",
    limitKb: 1.5,
    module: 'react/parts/gallery/tile/better/ImprovePicture.js',
  },
  {
    name: 'with the first stored picture that cannot be loaded',
    limitKb: 0.5,
    module: 'page/tryAgainLater.js',
  },
  { name: 'with the first file in the lightbox', limitKb: 8.25, module: 'react/parts/lightbox/LightboxDialog.js' },
  {
    name: 'with the first action on stored files in another language: the largest of them',
    limitKb: 1.25,
    module: 'locales/gallery/ar.js',
  },
  { name: "with the doctor's report", limitKb: 2.25, module: 'react/parts/doctor/DiagnosisDialog.js' },
  {
    name: "with the doctor's report in another language: the largest of them",
    limitKb: 9,
    module: 'locales/doctor/ar.js',
  },
  { name: 'with the first upload, to keep the screen on', limitKb: 0.5, module: 'react/provider/keepScreenOn.js' },
  { name: 'to warn of an unknown option', limitKb: 0.75, module: 'shared/options/optionWarnings.js' },
  { name: 'when the doctor is called', limitKb: 25, module: 'doctor/diagnoseInBrowser.js' },
]

export const files: readonly FileBudget[] = [
  { name: 'the worker', limitKb: 10, file: 'inspect/worker/inspect.worker.js' },
  { name: 'the worker that prepares pictures', limitKb: 10.25, file: 'prepare/worker/prepare.worker.js' },
  { name: 'the worker where WASM is blocked, and `coatcheck/worker`', limitKb: 12.5, file: 'worker.js' },
  { name: '`styles.css`', limitKb: 10, file: 'styles.css' },
]

/** What the tarball may weigh, in thousands of bytes. */
export const packageLimitKb = 1220

/** Formats a budget as a row of `docs/size.md`. */
export function toRow({ name, limitKb }: Budget): string {
  return `| ${name} | ${limitKb} kB |`
}
