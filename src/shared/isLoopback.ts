/** Whether a host is this machine. Browsers trust it without TLS, so an https page may use storage on it. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
}
