import type { Cell } from '../Cell.ts'
import { plainTemplate as template } from '../plainApp.ts'

const upload = `const uploader = createUploader({ backend: createFakeBackend(), ports: createFakePorts() })
  const done = new Promise((resolve) => uploader.on('done', resolve))
  uploader.add([new File(['words'], 'notes.txt', { type: 'text/plain' })])
  const { upload } = await done
`

const requireScript = `const { createUploader } = require('coatcheck/core')
const { createFakeBackend, createFakePorts } = require('coatcheck/testing')
void (async () => {
  ${upload}  console.log(upload.name, upload.status)
})()
`

const jestTest = `import { createUploader } from 'coatcheck/core'
import { createFakeBackend, createFakePorts } from 'coatcheck/testing'
import { Dropzone, UploadProvider } from 'coatcheck'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'

test('uploads', async () => {
  ${upload}  expect([upload.name, upload.status]).toEqual(['notes.txt', 'done'])
})

test('renders', () => {
  const uploader = createUploader({ backend: createFakeBackend(), ports: createFakePorts() })
  expect(renderToString(createElement(UploadProvider, { uploader }, createElement(Dropzone)))).toContain('Drop files here')
})
`

export const nodes: readonly Cell[] = [
  {
    name: 'require',
    group: 'Node',
    title: 'CommonJS, through `require` of a module',
    shows: ['react'],
    async run(kit) {
      const app = await kit.createApp('require', { template, files: { 'upload.cjs': requireScript } })
      const said = await app.run('node', ['upload.cjs'])
      if (said.trim() !== 'notes.txt done') throw new Error(`The script says: ${said}`)
      return `uploaded with the fakes, on Node ${process.versions.node}`
    },
  },
  {
    name: 'jest-30',
    group: 'Node',
    title: 'Jest 30',
    shows: ['jest'],
    async run(kit) {
      const app = await kit.createApp('jest-30', {
        template,
        packages: { jest: '^30' },
        files: { 'upload.test.js': jestTest },
      })
      await app.run('jest', ['--ci'], { NODE_OPTIONS: '--experimental-vm-modules' })
      return 'uploaded with the fakes, and rendered'
    },
  },
]
