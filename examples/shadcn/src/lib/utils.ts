import { type ClassValue, clsx } from 'clsx'
import { twMerge } from 'tailwind-merge'

/** As the shadcn command writes it into every app. */
export function cn(...inputs: readonly ClassValue[]): string {
  return twMerge(clsx(inputs))
}
