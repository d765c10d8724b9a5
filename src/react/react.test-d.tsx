import type { ReactElement } from 'react'
import { expectTypeOf } from 'vitest'
import {
  AvatarField,
  Dropzone,
  type StoredFile,
  type Upload,
  type UploadBackend,
  type Uploader,
  UploadList,
  UploadProvider,
  UploadRow,
  useUpload,
  useUploader,
  useUploads,
} from '../index.js'

/** A stored file with the additional fields of an adapter. */
interface OwnFile extends StoredFile {
  readonly shelf: string
}

declare const backend: UploadBackend<OwnFile>
declare const uploader: Uploader<OwnFile>

/** This function is only compiled and never run. */
export function useEverything(): void {
  expectTypeOf(useUploader()).toEqualTypeOf<Uploader>()
  expectTypeOf(useUploader<OwnFile>().getUpload('1')).toEqualTypeOf<Upload<OwnFile> | undefined>()
  expectTypeOf(useUploads()).toEqualTypeOf<readonly Upload[]>()
  expectTypeOf(useUploads({ group: 'a' })).toEqualTypeOf<readonly Upload[]>()
  expectTypeOf(useUploads<OwnFile>()).toEqualTypeOf<readonly Upload<OwnFile>[]>()
  expectTypeOf(useUploads((uploads) => uploads.length)).toEqualTypeOf<number>()
  expectTypeOf(useUploads((uploads: readonly Upload<OwnFile>[]) => uploads.map((upload) => upload.id))).toEqualTypeOf<
    string[]
  >()
  expectTypeOf(useUpload<OwnFile>('1')).toEqualTypeOf<Upload<OwnFile> | undefined>()
}

export const page: ReactElement = (
  <>
    <UploadProvider backend={backend} autoStart={false} restrictions={{ maxFiles: 1 }} />
    <UploadProvider uploader={uploader} restrictions={{ maxFiles: 1 }} />
    {/* @ts-expect-error: one or the other */}
    <UploadProvider backend={backend} uploader={uploader} />
    {/* @ts-expect-error: neither */}
    <UploadProvider />
    {/* @ts-expect-error: an uploader of the app's own has decided that already */}
    <UploadProvider uploader={uploader} autoStart={false} />
    <UploadProvider backend={backend} onDone={({ stored }) => stored.shelf} onFailed={({ error }) => error.code} />
    <UploadProvider backend={backend} locale={{ dropzone: { title: () => 'Drop here' } }} />
    {/* @ts-expect-error: a text that does not exist */}
    <UploadProvider backend={backend} locale={{ dropzone: { titel: () => 'Drop here' } }} />
    <Dropzone metadata={(file) => ({ name: file.name })} onAdd={({ accepted }) => accepted.length} />
    <AvatarField defaultValue={{ id: '1' }} className={({ upload }) => upload?.status} edit={(file) => file} />
    {/* @ts-expect-error: there is one picture, and a new one replaces it */}
    <AvatarField restrictions={{ maxFiles: 2 }} />
    {/* @ts-expect-error: metadata is JSON */}
    <Dropzone metadata={{ when: new Date() }} />
    <UploadList>{(upload) => <UploadRow upload={upload} className={({ status }) => status} />}</UploadList>
    <UploadList<OwnFile>>{(upload) => upload.status === 'done' && <i>{upload.stored.shelf}</i>}</UploadList>
    {/* @ts-expect-error: a row shows an upload */}
    <UploadRow />
  </>
)
