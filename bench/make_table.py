#!/usr/bin/env python3
"""A CSV of so many rows and ten columns, the same each time: bench/make_table.py FILE ROWS"""
import random
import sys

random.seed(38)
SURNAMES = "Lê Nguyễn Trần Phạm Hoàng Vũ Đỗ Bùi Đặng Hà".split()
MIDDLE = "Thị Văn Đức Minh Ngọc Thanh Hữu".split()
GIVEN = "Hoa Lan Hùng Dũng Sơn Linh Trang Nam Hương Thảo Tuấn".split()
COMMUNES = [f"xa-{14700 + 3 * number}" for number in range(166)]
with open(sys.argv[1], "w", encoding="utf-8") as file:
    file.write("id,ten,ma_xa,nam,ngay,so_luong,gia,trang_thai,ghi_chu,ma_so\n")
    for row in range(int(sys.argv[2])):
        name = " ".join(random.choice(part) for part in (SURNAMES, MIDDLE, GIVEN))
        day = f"{2010 + row % 16}-{1 + row % 12:02}-{1 + row % 28:02}"
        state, note = random.choice(["đã cấp", "chờ", "từ chối"]), random.choice(["ghi chú ngắn", "không", "theo quy định"])
        file.write(f"{row + 1},{name},{random.choice(COMMUNES)},{2010 + row % 16},{day},{random.randrange(10000)},{random.random() * 1e6:.2f},{state},{note},TH{random.randrange(10**7):07}\n")
