import { availableParallelism, cpus } from 'node:os'

/** What figures of CPU depend on: "AMD EPYC, 2 cores, linux x64, Node 24.21.0". */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() || 'unknown processor'
  const { platform, arch, versions } = process
  return `${model}, ${availableParallelism()} cores, ${platform} ${arch}, Node ${versions.node}`
}
