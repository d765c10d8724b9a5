import { paintGlitter, paintRidge } from '../land.ts'
import { paintClouds, paintDisc, paintGlow, paintGradient } from '../light.ts'
import type { Picture } from '../Picture.ts'

export function sunset(picture: Picture): void {
  paintGradient(picture, ['#283a6b', '#7a4a86', '#e0695f', '#ffb35c'], 0, 0.58)
  paintGlow(picture, [0.42, 0.55], 0.55, '255 170 90', 0.95)
  paintClouds(picture, { count: 9, from: 0.1, to: 0.42, colour: '255 150 120', strength: 0.2 })
  paintClouds(picture, { count: 4, from: 0.2, to: 0.36, colour: '70 40 90', strength: 0.2 })
  paintDisc(picture, [0.42, 0.545], 0.034, '#fff1c4')
  paintRidge(picture, { at: 0.585, relief: 0.035, roughness: 0.5, colours: ['#6a3a6a', '#8a4a6a'], foot: 0.59 })
  paintGradient(picture, ['#c8625c', '#5b3d72', '#1c2350'], 0.58, 1)
  paintGlitter(picture, { x: 0.42, from: 0.582, colour: '255 210 140', count: 3200 })
  paintGradient(picture, ['rgb(28 35 80 / 0)', 'rgb(14 16 44 / 0.85)'], 0.6, 1)
  paintGlitter(picture, { x: 0.42, from: 0.582, colour: '255 190 120', count: 900 })
}
