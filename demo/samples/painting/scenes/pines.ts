import { paintPines, paintRidge } from '../land.ts'
import { paintGradient, paintMist } from '../light.ts'
import type { Picture } from '../Picture.ts'

export function pines(picture: Picture): void {
  paintGradient(picture, ['#c9d4d4', '#dfe5e0', '#c2cfc8'])
  const rows = [
    [0.42, '#a9bab4', 0.05, 0.12],
    [0.52, '#84998f', 0.07, 0.17],
    [0.65, '#58716a', 0.1, 0.25],
    [0.82, '#2f4a44', 0.14, 0.36],
    [1.02, '#142824', 0.2, 0.52],
  ] as const
  for (const [at, colour, lowest, highest] of rows) {
    const ground = paintRidge(picture, { at, relief: 0.05, roughness: 0.42, colours: [colour, colour] })
    paintPines(picture, { ground, count: Math.round(22 / highest), lowest, highest, colour })
    paintMist(picture, at - 0.16, Math.min(1, at + 0.1), '222 230 226', at > 0.9 ? 0.1 : 0.5)
  }
}
