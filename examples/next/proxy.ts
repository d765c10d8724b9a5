import { type NextRequest, NextResponse } from 'next/server'
import { cookieName } from './session'

export const config = { matcher: '/own-server' }

export function proxy(request: NextRequest): NextResponse {
  const response = NextResponse.next()
  if (!request.cookies.has(cookieName)) {
    response.cookies.set(cookieName, crypto.randomUUID(), { httpOnly: true, sameSite: 'lax' })
  }
  return response
}
