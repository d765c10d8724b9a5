import { createFileRoute } from '@tanstack/react-router'
import { uploads } from '../../uploads'

export const Route = createFileRoute('/api/uploads/$')({
  server: { handlers: { ANY: ({ request }) => uploads(request) } },
})
