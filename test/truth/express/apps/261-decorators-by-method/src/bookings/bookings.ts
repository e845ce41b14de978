export class Bookings {
  private readonly seats = new Map<string, string>();
  take(seat: string, who: string) { this.seats.set(seat, who); return { seat, who }; }
  all() { return Object.fromEntries(this.seats); }
}
