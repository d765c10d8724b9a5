import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { toNodeHandler } from 'coatcheck/server/node'
import express from 'express'
import { cookieName } from './session'
import { uploads } from './uploads'

const app = express()
app.use('/api/uploads', toNodeHandler(uploads))

app.get('/', (request, response, next) => {
  if (!request.headers.cookie?.includes(`${cookieName}=`)) {
    response.cookie(cookieName, randomUUID(), { httpOnly: true, sameSite: 'lax' })
  }
  next()
})
app.use(express.static('dist'))

const server = app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
