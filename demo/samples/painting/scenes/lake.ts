import { paintPines, paintRidge, paintWater } from '../land.ts'
import { paintClouds, paintGradient, paintMist } from '../light.ts'
import type { Picture } from '../Picture.ts'

export function lake(picture: Picture): void {
  const shore = 0.56
  paintGradient(picture, ['#3f86c4', '#9cc7e4', '#e6f0f2'], 0, shore)
  paintClouds(picture, { count: 6, from: 0.08, to: 0.26, colour: '255 255 255', strength: 0.3 })
  paintRidge(picture, {
    at: 0.36,
    relief: 0.2,
    roughness: 0.6,
    colours: ['#ffffff', '#b4c3d6', '#587392', '#50708c'],
    foot: 0.52,
  })
  paintMist(picture, 0.38, 0.5, '226 236 242', 0.5)
  paintRidge(picture, { at: 0.48, relief: 0.07, roughness: 0.5, colours: ['#54707c', '#6f8a86'], foot: shore })
  const bank = paintRidge(picture, {
    at: 0.545,
    relief: 0.012,
    roughness: 0.4,
    colours: ['#2f5138', '#24402e'],
    foot: shore,
  })
  paintPines(picture, { ground: bank, count: 190, lowest: 0.02, highest: 0.07, colour: '#22402f' })
  paintWater(picture, { from: shore, colours: ['rgb(40 90 120 / 0.08)', 'rgb(16 52 72 / 0.55)'], ripple: 0.0025 })
}
