/** What a photo shows. */
export type SceneName =
  | 'ridges'
  | 'balloons'
  | 'sunset'
  | 'pines'
  | 'tulips'
  | 'aurora'
  | 'skyline'
  | 'lake'
  | 'dunes'
  | 'mesa'
  | 'snow'
  | 'lamps'

/** A photo that the page can make by itself. */
export interface SamplePhoto {
  readonly name: string
  /** pixels */
  readonly width: number
  readonly height: number
  readonly scene: SceneName
}

/** The size and the shape of what cameras and phones take. */
export const samplePhotos: readonly SamplePhoto[] = [
  { name: 'Five ridges, first light.jpg', width: 4032, height: 3024, scene: 'ridges' },
  { name: 'Balloons at seven.jpg', width: 3024, height: 4032, scene: 'balloons' },
  { name: 'Last swim of the year.jpg', width: 4608, height: 2592, scene: 'sunset' },
  { name: 'Fog in the pines.jpg', width: 4000, height: 2667, scene: 'pines' },
  { name: 'Tulip fields.jpg', width: 4032, height: 3024, scene: 'tulips' },
  { name: 'Aurora, two in the morning.jpg', width: 3024, height: 4032, scene: 'aurora' },
  { name: 'Skyline from the ferry.jpg', width: 5200, height: 2340, scene: 'skyline' },
  { name: 'Lake before the wind.jpg', width: 4000, height: 3000, scene: 'lake' },
  { name: 'Dunes at noon.jpg', width: 2667, height: 4000, scene: 'dunes' },
  { name: 'Moon over the mesa.jpg', width: 3400, height: 3400, scene: 'mesa' },
  { name: 'First snow.jpg', width: 4000, height: 2667, scene: 'snow' },
  { name: 'Street lamps, out of focus.jpg', width: 3264, height: 3264, scene: 'lamps' },
]
