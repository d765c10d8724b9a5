import { createFileRoute } from '@tanstack/react-router'
import { createServerFn } from '@tanstack/react-start'
import { getCookie, setCookie } from '@tanstack/react-start/server'
import { Photos } from '../Photos'
import { cookieName } from '../session'

/** Makes each browser a user of its own, where your app would ask it to sign in. */
const startSession = createServerFn().handler(() => {
  if (getCookie(cookieName)) return
  setCookie(cookieName, crypto.randomUUID(), { httpOnly: true, sameSite: 'lax', path: '/' })
})

export const Route = createFileRoute('/')({ loader: () => startSession(), component: Photos })
