body=js
