from control.models.calendar import CalendarDay, CalendarYear

__all__ = ["CalendarDay", "CalendarYear"]
