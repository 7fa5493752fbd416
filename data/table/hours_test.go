package table

import "testing"

func TestWeekOf(t *testing.T) {
	const day = "09:00-17:00"
	tests := []struct {
		name   string
		cells  [7]string
		want   string
		unread int
	}{
		{"days that differ", [7]string{"11:00-19:00", day, day, day, "", day, ""}, "Mo 11:00-19:00; Tu-Th 09:00-17:00; Sa 09:00-17:00", -1},
		{"all week", [7]string{day, day, day, day, day, day, day}, "Mo-Su 09:00-17:00", -1},
		{"two alike", [7]string{"", "", "", "", "", day, day}, "Sa-Su 09:00-17:00", -1},
		{"nothing known", [7]string{}, "", -1},
		{"closed in words", [7]string{"Closed", day, "closed", "-"}, "Tu 09:00-17:00", -1},
		{"two sessions", [7]string{"09:00-12:30, 13:30-17:00"}, "Mo 09:00-12:30,13:30-17:00", -1},
		{"sessions joined by and", [7]string{"9-12 and 1pm-5pm"}, "Mo 09:00-12:00,13:00-17:00", -1},
		{"am and pm", [7]string{"9am to 5.30pm", "12pm-12.15pm"}, "Mo 09:00-17:30; Tu 12:00-12:15", -1},
		{"without colons", [7]string{"0930-1700"}, "Mo 09:30-17:00", -1},
		{"dash", [7]string{"9:00 – 17:00"}, "Mo 09:00-17:00", -1},
		{"to midnight", [7]string{"9:00-24:00"}, "Mo 09:00-24:00", -1},
		{"past midnight", [7]string{"", "", "", "", "18:00-02:00"}, "Fr 18:00-02:00", -1},
		{"until midnight", [7]string{"18:00-00:00"}, "Mo 18:00-24:00", -1},
		{"closed all week", [7]string{"closed"}, "off", -1},
		{"sessions out of order", [7]string{"13:00-17:00, 09:00-12:00"}, "Mo 09:00-12:00,13:00-17:00", -1},
		{"sessions that overlap", [7]string{"09:00-12:00, 11:00-13:00"}, "", 0},
		{"words", [7]string{day, "by appointment"}, "", 1},
		{"backwards", [7]string{"17:00-09:00"}, "", 0},
		{"no such time", [7]string{"09:00-25:00"}, "", 0},
		{"no such minute", [7]string{"09:75-17:00"}, "", 0},
		{"13 pm", [7]string{"9am-13pm"}, "", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			hours, unread := weekOf(test.cells)
			got := ""
			if hours != nil {
				got = hours.String()
			}
			if got != test.want || unread != test.unread {
				t.Errorf("%q, %d; want %q, %d", got, unread, test.want, test.unread)
			}
		})
	}
}
