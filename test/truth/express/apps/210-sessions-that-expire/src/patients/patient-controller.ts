import { Request, Response } from 'express';

export class PatientController {
  private readonly patients = [{ id: '1', name: 'P', notes: [] as string[] }];

  public list = (_req: Request, res: Response) => res.json(this.patients.map(({ id, name }) => ({ id, name })));

  public prescribe = (req: Request, res: Response) => {
    const patient = this.patients.find((p) => p.id === req.params.id);
    if (!patient) return res.status(404).json({ message: 'No such patient' });
    patient.notes.push(req.body.note);
    return res.status(201).json(patient);
  };
}
