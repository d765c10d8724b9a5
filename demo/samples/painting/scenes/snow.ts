import { paintPines, paintRidge } from '../land.ts'
import { paintDisc, paintGlow, paintGradient } from '../light.ts'
import { between, type Picture } from '../Picture.ts'

export function snow(picture: Picture): void {
  paintGradient(picture, ['#8fb6dc', '#cfdded', '#f6e9e4'], 0, 0.6)
  paintGlow(picture, [0.82, 0.3], 0.35, '255 236 214', 0.8)
  paintRidge(picture, { at: 0.46, relief: 0.12, roughness: 0.54, colours: ['#ffffff', '#b9c9de'], foot: 0.62 })
  const far = paintRidge(picture, { at: 0.6, relief: 0.05, roughness: 0.42, colours: ['#e8eef6', '#cdd9e8'] })
  paintPines(picture, { ground: far, count: 130, lowest: 0.03, highest: 0.1, colour: '#6b8494' })
  const near = paintRidge(picture, {
    at: 0.76,
    relief: 0.05,
    roughness: 0.36,
    colours: ['#fbfcfe', '#d3deec', '#b9c8dc'],
  })
  paintPines(picture, { ground: near, count: 16, lowest: 0.14, highest: 0.34, colour: '#24404a' })
  for (let flake = 0; flake < 700; flake++) {
    const size = 0.0005 + 0.0016 * picture.random() ** 3
    paintDisc(picture, [picture.random(), picture.random()], size, `rgb(255 255 255 / ${between(picture, 0.3, 0.9)})`)
  }
}
