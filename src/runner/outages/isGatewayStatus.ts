/** 502 Bad Gateway, 503 Service Unavailable, 504 Gateway Timeout. */
export function isGatewayStatus(status: number): boolean {
  return status >= 502 && status <= 504
}
