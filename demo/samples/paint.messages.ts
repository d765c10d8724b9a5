import type { SamplePhoto } from './samplePhotos.ts'

/** The page asks for one photo at a time. */
export interface PaintRequest {
  readonly photo: SamplePhoto
}

/** The answer to a request; `blob` is null if the browser cannot paint in a worker. */
export interface PaintReply {
  readonly blob: Blob | null
}
