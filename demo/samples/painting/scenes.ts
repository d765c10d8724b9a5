import type { SceneName } from '../samplePhotos.ts'
import type { Picture } from './Picture.ts'
import { aurora } from './scenes/aurora.ts'
import { balloons } from './scenes/balloons.ts'
import { dunes } from './scenes/dunes.ts'
import { lake } from './scenes/lake.ts'
import { lamps } from './scenes/lamps.ts'
import { mesa } from './scenes/mesa.ts'
import { pines } from './scenes/pines.ts'
import { ridges } from './scenes/ridges.ts'
import { skyline } from './scenes/skyline.ts'
import { snow } from './scenes/snow.ts'
import { sunset } from './scenes/sunset.ts'
import { tulips } from './scenes/tulips.ts'

/** Paints everything but the grain and the lens. */
type Scene = (picture: Picture) => void

/** What can be painted. */
export const scenes: Readonly<Record<SceneName, Scene>> = {
  ridges,
  sunset,
  dunes,
  pines,
  skyline,
  aurora,
  tulips,
  lake,
  balloons,
  mesa,
  snow,
  lamps,
}
