import { paintRidge } from '../land.ts'
import { paintClouds, paintDisc, paintGlow, paintGradient, paintMist } from '../light.ts'
import type { Picture } from '../Picture.ts'

export function ridges(picture: Picture): void {
  paintGradient(picture, ['#3d5a80', '#98a9c9', '#f2c6a0', '#ffe3b8'], 0, 0.62)
  paintGlow(picture, [0.7, 0.5], 0.42, '255 214 150', 0.9)
  paintDisc(picture, [0.7, 0.47], 0.022, '#fff6df')
  paintClouds(picture, { count: 7, from: 0.08, to: 0.34, colour: '255 226 206', strength: 0.16 })
  const layers = [
    [0.56, 0.13, ['#b6a5b8', '#d9bfb4']],
    [0.63, 0.12, ['#8d86a6', '#b5a2ac']],
    [0.71, 0.1, ['#62678c', '#8c879d']],
    [0.8, 0.09, ['#3b4a6b', '#5f6785']],
    [0.91, 0.08, ['#1c2a40', '#26344d']],
  ] as const
  for (const [at, relief, colours] of layers) {
    paintRidge(picture, { at, relief, roughness: 0.53, colours, foot: Math.min(1, at + 0.16) })
    paintMist(picture, at - 0.02, Math.min(1, at + 0.12), '255 220 190', 0.14)
  }
}
