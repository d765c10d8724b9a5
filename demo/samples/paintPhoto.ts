import { paintGrain, paintVignette } from './painting/light.ts'
import { createPicture } from './painting/Picture.ts'
import { scenes } from './painting/scenes.ts'
import { type SamplePhoto, samplePhotos } from './samplePhotos.ts'

/** Paints a photo and saves it as a camera would: with grain, as a JPEG of a few megabytes. */
export function paintPhoto(photo: SamplePhoto): Promise<Blob> {
  const picture = createPicture(photo.width, photo.height, 1 + samplePhotos.indexOf(photo))
  scenes[photo.scene](picture)
  paintVignette(picture)
  paintGrain(picture, 0.17)
  return picture.context.canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })
}
