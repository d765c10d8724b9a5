import { toNodeHandler } from 'coatcheck/server/node'
import Fastify from 'fastify'
import { uploads } from './uploads.ts'

const fastify = Fastify()
fastify.all('/api/uploads/*', toNodeHandler(uploads))
console.log(await fastify.listen({ host: '127.0.0.1', port: Number(process.env.PORT) }))
