import { describe, expect, it } from 'vitest'
import { LIMITS, simulateGrowth } from '../../bench/growth.ts'
import { slotCount, TICK_REQUESTS_MAX } from '../../src/polling/due.ts'

describe('simulateGrowth', () => {
  it('asks every source as often as its slots allow', () => {
    expect(simulateGrowth(10, 0.1)).toMatchObject({ requestsPerDay: 720, requestsPerTick: 5, minutesBetweenPolls: 20 })
    for (const count of [100, 1_000]) {
      const growth = simulateGrowth(count, 0.1)
      expect(growth.minutesBetweenPolls).toBe(slotCount(count) * 10)
      expect(growth.requestsPerTick).toBeLessThanOrEqual(TICK_REQUESTS_MAX)
    }
  })

  it('names the limit that is met first', () => {
    expect(simulateGrowth(10, 5)).toMatchObject({ nearestLimit: 'cpuMsPerTick', cpuMsPerTick: 25, used: 2.5 })
    expect(simulateGrowth(1_000, 0.01)).toMatchObject({ nearestLimit: 'kvWritesPerDay' })
    expect(simulateGrowth(90, 0.01)).toMatchObject({ nearestLimit: 'requestsPerTick', used: 0.9 })
  })

  it('lets views wait before a day has used up its writes', () => {
    const { kvWritesPerDay } = simulateGrowth(300, 0.1)
    expect(kvWritesPerDay).toBeGreaterThan(144 + 600)
    expect(kvWritesPerDay).toBeLessThanOrEqual(LIMITS.kvWritesPerDay)
  })

  it('says nothing of CPU that was not measured', () => {
    expect(simulateGrowth(10, null)).toMatchObject({ cpuMsPerTick: null })
  })
})
