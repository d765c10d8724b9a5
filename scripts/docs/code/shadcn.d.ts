// What the components of the shadcn registry find in the app that they are copied into.

declare module '@/lib/utils' {
  export function cn(...classes: unknown[]): string
}
declare module 'lucide-react'
