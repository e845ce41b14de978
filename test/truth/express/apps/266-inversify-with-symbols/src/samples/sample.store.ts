import { injectable } from 'inversify';
export interface Sample { id: string; material: string }
@injectable()
export class SampleStore {
  private readonly samples: Sample[] = [{ id: 's1', material: 'soil' }];
  all(): readonly Sample[] { return this.samples; }
  add(sample: Sample) { this.samples.push(sample); }
}
